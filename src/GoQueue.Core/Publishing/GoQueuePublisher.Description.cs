using System.Globalization;
using System.Text;
using GoQueue.Pipeline;

namespace GoQueue;

/// <summary>What the publisher does with a message, for people.</summary>
public sealed partial class GoQueuePublisher
{
    /// <summary>
    /// All stages of this publisher in the order in which a message passes them, one per line, with those that are off. For logs at start and for questions
    /// of the kind "does this run before that". The text may change with any version.
    /// </summary>
    /// <returns>Lines that end with <c>\n</c>.</returns>
    public string DescribePipeline()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Publisher {PublisherId}, {_transport.Description}\n");
        var number = 0;
        Line("validation", _settings.Validate ? _settings.UntypedRules.Count == 0 ? "generated rules" : $"generated rules; {_settings.UntypedRules.Count} for untyped messages" : "off");
        Line("correlation", _settings.Correlation?.Description ?? "off");
        if (_layers.Count == 0)
        {
            Line("middleware", "none");
        }

        foreach (var layer in _layers)
        {
            Line("middleware", layer.ToString());
        }

        Line("serialization", _settings.Serializers.Count == 0 ? "JSON" : $"JSON, {string.Join(", ", _settings.Serializers.Select(static one => one.ContentType))}");
        Line("compression", _settings.Compression is { Algorithm: not CompressionAlgorithm.None } compression
            ? string.Create(CultureInfo.InvariantCulture, $"{compression.Algorithm} from {compression.Threshold:N0} bytes on, {compression.Level}")
            : "off");
        Line("encryption", _settings.Encryption?.Description ?? "off");
        Line("format", _settings.Formats[_settings.Format].Name);
        Line("limits", $"{_settings.MaxMessageBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes");
        Line("deduplication", _engine.Deduplication?.Description ?? "off");
        Line("circuit breaker", _engine.Breaker?.Description ?? "off");
        Line("rate limit", _engine.RateLimit?.Description ?? "off");
        Line("attempts", _engine.Resilience?.Description ?? _engine.Retry?.Description ?? "1 where the broker rejects; UseRetry() makes it more");
        Line("buffering", _buffer?.HoldsBack ?? "off");
        Line("transport", _transport.Description);
        foreach (var (descriptor, own) in _settings.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {descriptor.Name}: {own}\n");
        }

        return text.ToString();

        void Line(string stage, string what) => text.Append(CultureInfo.InvariantCulture, $"{++number,3}. {stage}: {what}\n");
    }
}
