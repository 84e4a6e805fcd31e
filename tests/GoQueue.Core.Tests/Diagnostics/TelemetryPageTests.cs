using System.Reflection;
using GoQueue.Delivery.CircuitBreaking;
using GoQueue.Diagnostics;
using GoQueue.Pipeline;
using Microsoft.Extensions.Logging;
using Xunit;

namespace GoQueue.Core.Tests.Diagnostics;

/// <summary>docs/telemetry.md against the code, both ways. Instruments: <see cref="MetricsTests"/>.</summary>
public sealed class TelemetryPageTests
{
    private static readonly Assembly s_core = typeof(GoQueuePublisher).Assembly;

    [Fact]
    public void It_lists_every_log_line_with_its_level_and_no_other()
    {
        var documented = TelemetryPage.Rows(TelemetryPage.Section("Logs")).Where(row => int.TryParse(row[0], out _)).Select(row => $"{row[0]} {row[1].Split('`')[1]} {row[2]}").Order();

        var written = s_core.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(method => method.GetCustomAttributes<LoggerMessageAttribute>().Select(line => $"{line.EventId} {line.EventName ?? method.Name} {LevelOf(line)}"))
            .Order()
            .ToList();

        Assert.Equal(written, documented);
        Assert.Equal(written.Count, written.Select(line => line.Split(' ')[0]).Distinct().Count());
    }

    [Fact]
    public void It_lists_every_error_type_and_no_other()
    {
        var line = TelemetryPage.Section("Spans").Split("`error.type` is one of ")[1].Split("; else")[0];

        var made = typeof(PublishException).Assembly.GetTypes()
            .Where(type => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract && type != typeof(BatchPublishException))
            .Select(type => ErrorTypes.Of((Exception)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type)))
            .Order(StringComparer.Ordinal);

        Assert.Equal(made, TelemetryPage.Names(line).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_lists_every_attribute_and_no_other()
    {
        var documented = TelemetryPage.FirstColumn(TelemetryPage.Section("Spans"))
            .Concat(TelemetryPage.Rows(TelemetryPage.Section("Metrics")).Where(row => row.Length > 2).SelectMany(row => TelemetryPage.Names(row[2])))
            .Where(name => name is not ("success" or "error"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        var written = typeof(MessagingTags).GetFields()
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except([MessagingTags.Publish, MessagingTags.Send, MessagingTags.Create, MessagingTags.Success, MessagingTags.Error])
            .Order(StringComparer.Ordinal);

        Assert.Equal(written, documented);
    }

    [Fact]
    public void It_names_the_source_the_meters_and_every_log_category()
    {
        var page = File.ReadAllText(Repository.File("docs", "telemetry.md"));

        Assert.All(
            [GoQueueDiagnostics.ActivitySourceName, GoQueueDiagnostics.MeterName, GoQueueDiagnostics.MessagingMeterName],
            name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        Assert.All(
            ["GoQueue.Publisher", "GoQueue.Debug", "GoQueue.Retry", "GoQueue.CircuitBreaker", "GoQueue.RabbitMQ"],
            category => Assert.Contains($"`{category}`", TelemetryPage.Section("Logs"), StringComparison.Ordinal));
    }

    // The lines of publishes get their level from LoggingOptions and DebugOptions.
    private static string LevelOf(LoggerMessageAttribute line) => line.EventId switch
    {
        1000 => new LoggingOptions().Start.ToString(),
        1001 or 1005 or 1006 => new LoggingOptions().Success.ToString(),
        1002 or 1004 => new LoggingOptions().Failure.ToString(),
        1003 => new LoggingOptions().Resend.ToString(),
        >= 1100 and < 1200 => new DebugOptions().Level.ToString(),
        _ => line.Level.ToString(),
    };
}
