using GoQueue.Diagnostics;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>Every way in which a publish can fail, seen from outside: once in the metrics, once as a span, once in the log, and nowhere with a value.</summary>
[Covers<PublisherTelemetry>]
[Collection(AloneCollection.Name)]
public sealed class FailureTelemetryTests
{
    public static TheoryData<string> Names => [.. FailureScenes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_failure_is_told_once_by_metrics_span_and_log_and_without_values(string name)
    {
        using var observed = new Observed();
        var errorType = await FailureScenes.All[name](observed);

        Assert.EndsWith(" status=error", Assert.Single(observed.Of("goqueue.messages.published")), StringComparison.Ordinal);
        Assert.Single(observed.Of("goqueue.publish.duration"));
        var span = Assert.Single(observed.Spans.Spans);
        Assert.Equal(errorType, span.GetTagItem("error.type"));
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, span.Status);
        var line = Assert.Single(observed.Loggers.Lines, line => line.StartsWith("Error 100", StringComparison.Ordinal));
        Assert.Contains(errorType == "validation" ? "breaks its rules" : $": {errorType} (", line, StringComparison.Ordinal);
        Assert.DoesNotContain(FailureScenes.Secret, observed.Everything, StringComparison.Ordinal);
    }
}
