using System.Buffers;
using System.Diagnostics;
using GoQueue.Formats;
using GoQueue.Pipeline;
using GoQueue.RabbitMQ.Tests.Harness;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Faults.Foreign;

/// <summary>
/// All places where the publisher runs the application's code. docs/middleware.md has the same list with what may be
/// done there.
/// </summary>
internal static class Places
{
    private const string NotSent = nameof(PublishOutcome.NotSent);

    public static IReadOnlyList<Place> All { get; } =
    [
        new()
        {
            Name = "middleware before next",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.Use((context, next) =>
            {
                stage.Act();
                return next(context);
            }),
        },
        new()
        {
            Name = "middleware after next",
            Victim = nameof(PublishOutcome.Unknown),
            Configure = static (stage, goqueue) => goqueue.Use(async (context, next) =>
            {
                await next(context);
                stage.Act();
            }),
        },
        new()
        {
            Name = "serializer",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.UseFormat(MessageFormat.Raw).ForEvent<OrderPlaced>(e => e.Serializer = new ActingSerializer(stage)),
        },
        new()
        {
            Name = "validation rule",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.ValidateUntyped("order.*", (_, _) => stage.Act()),
            TriggerAsync = static stage => stage.PublishUntypedAsync("victim"),
        },
        Listener("span sampling", static (stage, listener) => listener.Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
        {
            stage.Act();
            return ActivitySamplingResult.AllDataAndRecorded;
        }),
        Listener("span start", static (stage, listener) => listener.ActivityStarted = _ => stage.Act()),
        Listener("span end", static (stage, listener) => listener.ActivityStopped = _ => stage.Act()),
        new()
        {
            Name = "span end behind middleware",
            MayNotRead = true,
            Configure = static (stage, goqueue) =>
            {
                goqueue.Use(static (context, next) => next(context));
                stage.Listen(listener => listener.ActivityStopped = _ => stage.Act());
            },
        },
        new()
        {
            Name = "measurement",
            MayNotRead = true,
            Configure = static (stage, _) => stage.Measure(),
        },
        new()
        {
            Name = "measurement of a failure",
            Victim = nameof(PublishOutcome.Rejected),
            Rejects = true,
            MayNotRead = true,
            Configure = static (stage, _) => stage.Measure(),
        },
        new()
        {
            Name = "log line of a publish",
            MayNotRead = true,
            Configure = static (stage, goqueue) => goqueue.UseLogging(new ActingLogger(stage, static id => id is >= 1000 and < 1100), static l => l.Success = LogLevel.Information),
        },
        new()
        {
            Name = "log line of the connection",
            Victim = null,
            MayNotRead = true,
            Configure = static (stage, goqueue) => goqueue.UseLogging(new ActingLogger(stage, static id => id is 2000 or 2003)),
            TriggerAsync = static stage => stage.EndConnectionAsync(),
        },
        new()
        {
            Name = "rate limiter",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.UseRateLimiter(new ActingLimiter(stage, ActingLimiter.Step.Attempt)),
        },
        new()
        {
            Name = "rate limiter that makes messages wait",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.UseRateLimiter(new ActingLimiter(stage, ActingLimiter.Step.Acquire)),
        },
        new()
        {
            Name = "rate limit lease",
            MayNotRead = true,
            Configure = static (stage, goqueue) => goqueue.UseRateLimiter(new ActingLimiter(stage, ActingLimiter.Step.Lease)),
        },
        new()
        {
            Name = "ShouldRetry",
            Rejects = true,
            Victim = nameof(PublishOutcome.Rejected),
            MayNotRead = true,
            Configure = static (stage, goqueue) => goqueue.UseRetry(retry => retry.ShouldRetry = _ =>
            {
                stage.Act();
                return false;
            }),
        },
        new()
        {
            Name = "circuit breaker's OnStateChanged",
            Rejects = true,
            RefusesOthers = true,
            Victim = nameof(PublishOutcome.Rejected),
            MayNotRead = true,
            Configure = static (stage, goqueue) => goqueue.UseCircuitBreaker(breaker =>
            {
                breaker.FailureThreshold = 1;
                breaker.OpenDuration = TimeSpan.FromMilliseconds(1);
                breaker.HalfOpenProbes = 1_000;
                breaker.OnStateChanged = _ => stage.Act();
            }),
        },
        new()
        {
            Name = "resilience pipeline",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.UseResilience(new ActingResilience(stage)),
        },
        new()
        {
            Name = "key provider",
            Victim = NotSent,
            Configure = static (stage, goqueue) => goqueue.UseEncryption(new ActingKeys(stage)),
        },
        new()
        {
            Name = "credentials provider",
            WarmsUp = false,
            HoldsConnection = true,
            Connect = static (stage, options) => options.CredentialsProvider = new ActingCredentials(stage),
        },
        new()
        {
            Name = "ConfigureConnection",
            WarmsUp = false,
            HoldsConnection = true,
            Connect = static (stage, options) => options.ConfigureConnection = _ => stage.Act(),
        },
        new()
        {
            Name = "StateChanged",
            Victim = null,
            MayNotRead = true,
            TriggerAsync = static stage =>
            {
                stage.Publisher.StateChanged += (_, _) => stage.Act();
                return stage.EndConnectionAsync();
            },
        },
        new()
        {
            Name = "batch progress",
            Victim = null,
            TriggerAsync = static stage => stage.PublishBatchAsync([new(1, "ann"), new(2, "ann")], new ActingProgress(stage)),
        },
        new()
        {
            Name = "source of a batch",
            Victim = null,
            TriggerAsync = static stage => stage.PublishBatchAsync(new ActingList(stage), progress: null),
        },
        new()
        {
            Name = "source of a stream",
            Victim = null,
            TriggerAsync = static stage => stage.PublishStreamAsync(),
        },
        new()
        {
            Name = "background OnFailure",
            Victim = null,
            Rejects = true,
            MayNotRead = true,
            Configure = static (stage, goqueue) => goqueue.UseBackground(o => o.OnFailure = _ => stage.Act()),
            TriggerAsync = static stage => stage.EnqueueAsync("victim"),
        },
        new()
        {
            Name = "continuation of a caller",
            Victim = null,
            TriggerAsync = static stage => stage.PublishAndActAsync(),
        },
    ];

    private static Place Listener(string name, Action<Stage, ActivityListener> configure) => new()
    {
        Name = name,
        MayNotRead = true,
        Configure = (stage, _) => stage.Listen(listener => configure(stage, listener)),
    };

    private sealed class ActingSerializer(Stage stage) : IPayloadSerializer
    {
        public string ContentType => "application/x-test";

        public void Serialize<T>(T message, IBufferWriter<byte> output)
            where T : IGoQueueEvent<T>
        {
            stage.Act();
            output.Write("data"u8);
        }

        public T Deserialize<T>(ReadOnlyMemory<byte> data)
            where T : IGoQueueEvent<T> => throw new NotSupportedException();
    }

    private sealed class ActingResilience(Stage stage) : IPublishResilience
    {
        public ValueTask<PublishReceipt> ExecuteAsync<TState>(Func<TState, CancellationToken, ValueTask<PublishReceipt>> attempt, TState state, CancellationToken cancellationToken)
        {
            stage.Act();
            return attempt(state, cancellationToken);
        }
    }

    private sealed class ActingKeys(Stage stage) : IKeyProvider
    {
        private readonly EncryptionKey _key = new("k1", new byte[32]);

        public EncryptionKey Current
        {
            get
            {
                stage.Act();
                return _key;
            }
        }

        public EncryptionKey? Find(string keyId) => _key;
    }

    private sealed class ActingCredentials(Stage stage) : ICredentialsProvider
    {
        public string Name => "acting";

        public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
        {
            stage.Act();
            return Task.FromResult(new Credentials("acting", "guest", "guest", validUntil: null));
        }
    }

    private sealed class ActingProgress(Stage stage) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => stage.Act();
    }

    private sealed class ActingList(Stage stage) : IReadOnlyCollection<OrderPlaced>
    {
        public int Count => 2;

        public IEnumerator<OrderPlaced> GetEnumerator()
        {
            yield return new OrderPlaced(1, "ann");
            stage.Act();
            yield return new OrderPlaced(2, "ann");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
