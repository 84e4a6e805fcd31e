using GoQueue.Formats;
using GoQueue.Messages;
using GoQueue.Pipeline;

namespace GoQueue.Hosting;

/// <summary>Checks the settings of formats, serializers, compression and single events, and settles what the formats need.</summary>
internal readonly struct WireSetup(GoQueueOptions options, string publisherId, PublisherSetup setup)
{
    public string CloudEventsSource => options.CloudEvents.Source ?? Uri.EscapeDataString(publisherId);

    public string? CloudEventsSchemaBase => options.CloudEvents.DataSchemaBase?.AbsoluteUri.TrimEnd('/');

    public void Check()
    {
        RequireKnown(options.Format, NameOf("Format"));
        if (options.CloudEvents.Source is { } source && !UriReference.IsValid(source))
        {
            throw new GoQueueConfigurationException(
                $"{NameOf("CloudEvents:Source")} is {(source.Length == 0 ? "empty" : "not a URI reference")}: write one such as 'https://shop.example/users' or 'user-service', with %20 for a blank.");
        }

        if (options.CloudEvents.DataSchemaBase is { } schemas)
        {
            Check(schemas);
        }

        if (setup.Compression is { } compression)
        {
            Check(compression);
        }

        foreach (var (descriptor, settings) in setup.Events)
        {
            Check(descriptor, settings);
        }
    }

    private void Check(Uri schemas)
    {
        var name = NameOf("CloudEvents:DataSchemaBase");
        if (!schemas.IsAbsoluteUri)
        {
            throw new GoQueueConfigurationException(
                $"{name} is a relative URI: CloudEvents takes an absolute one, such as 'https://schemas.example.com/events'.");
        }

        if (schemas.UserInfo.Length > 0 || schemas.Query.Length > 0 || schemas.Fragment.Length > 0)
        {
            throw new GoQueueConfigurationException(
                $"{name} has a user, a query or a fragment: schema names are appended to it and travel with every message; write scheme, host and path alone.");
        }
    }

    private string NameOf(string key) => setup.Configured?.NameOf(nameof(GoQueueOptions), key) ?? $"{nameof(GoQueueOptions)}.{key}";

    private static void RequireKnown(MessageFormat format, string name)
    {
        if (!WireFormats.Knows(format))
        {
            throw new GoQueueConfigurationException($"{name} is {format}, which is no format: choose a member of MessageFormat.");
        }
    }

    private static void Check(CompressionOptions compression)
    {
        if (compression.Threshold < 0)
        {
            throw new GoQueueConfigurationException($"CompressionOptions.Threshold is {compression.Threshold}: it must be zero or more bytes.");
        }

        if (!Enum.IsDefined(compression.Level))
        {
            throw new GoQueueConfigurationException($"CompressionOptions.Level is {compression.Level}, which is no level: choose a member of CompressionLevel.");
        }

        RequireKnown(compression.Algorithm, "CompressionOptions.Algorithm");
    }

    private static void RequireKnown(CompressionAlgorithm algorithm, string name)
    {
        if (!Enum.IsDefined(algorithm))
        {
            throw new GoQueueConfigurationException($"{name} is {algorithm}, which is no algorithm: choose a member of CompressionAlgorithm.");
        }
    }

    private void Check(EventDescriptor descriptor, EventOptions settings)
    {
        var place = $"ForEvent<{descriptor.EventType.Name}>";
        if (settings.Compression is { } algorithm)
        {
            RequireKnown(algorithm, $"{place}: Compression");
        }

        if (settings.Format is { } format)
        {
            RequireKnown(format, $"{place}: Format");
        }

        if (settings.Timeout is { } timeout)
        {
            TimeLimits.Require(timeout, $"{place}: Timeout", TimeLimits.Shortest, TimeLimits.Longest);
        }

        if (ContentTypeOf(settings, place) is { } contentType
            && !ContentTypes.IsJson(contentType)
            && (settings.Format ?? options.Format) is MessageFormat.GoQueueEnvelope or MessageFormat.CloudEventsStructured)
        {
            throw new GoQueueConfigurationException(
                $"{place}: the event is {contentType} and the format {settings.Format ?? options.Format} carries JSON only: choose MessageFormat.Raw or MessageFormat.CloudEventsBinary for it.");
        }
    }

    private string? ContentTypeOf(EventOptions settings, string place)
    {
        if (settings.Serializer is { } serializer)
        {
            return settings.ContentType is null || ContentTypes.Same(serializer.ContentType, settings.ContentType)
                ? serializer.ContentType
                : throw new GoQueueConfigurationException(
                    $"{place}: ContentType is '{settings.ContentType}' and Serializer writes '{serializer.ContentType}': set one of them.");
        }

        if (settings.ContentType is { } contentType && !ContentTypes.IsJson(contentType) && !setup.Serializers.Exists(one => ContentTypes.Same(one.ContentType, contentType)))
        {
            throw new GoQueueConfigurationException($"{place}: no serializer is known for the content type '{contentType}': add one on the builder, AddSerializer(…).");
        }

        return settings.ContentType;
    }
}
