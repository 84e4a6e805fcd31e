using System.Threading.RateLimiting;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>A limiter that lets every message through and does the deed at one step.</summary>
internal sealed class ActingLimiter(Stage stage, ActingLimiter.Step step) : RateLimiter
{
    /// <summary>Where it does the deed.</summary>
    public enum Step
    {
        Attempt,
        Acquire,
        Lease,
    }

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        if (step == Step.Attempt)
        {
            stage.Act();
        }

        return new Lease(stage, isAcquired: step != Step.Acquire, acts: step == Step.Lease);
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        await Task.Yield();
        stage.Act();
        return new Lease(stage, isAcquired: true, acts: false);
    }

    private sealed class Lease(Stage stage, bool isAcquired, bool acts) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (acts)
            {
                stage.Act();
            }

            base.Dispose(disposing);
        }
    }
}
