using System.Text;
using GoQueue.Generated.Routing.Rules;
using GoQueue.Generated.Validation;
using GoQueue.Messages;

namespace GoQueue.Publishing.Untyped;

/// <summary>
/// What the compiler checks of an event's declaration, checked of a message that has none, and that its data is what consumers can read. Not switched
/// off by <see cref="GoQueueOptions.Validate"/>: without these a message cannot be sent at all, or not be read.
/// </summary>
internal static class UntypedValidation
{
    public static void Validate(GoQueueMessage message, PublishOptions? options, string? defaultExchange, string? publisherName)
    {
        var failures = new ValidationFailures();
        CheckTopic(message, defaultExchange, ref failures);
        CheckAction(message, ref failures);
        if (!IsVersion(message.Version))
        {
            failures.Add("Version", "Version", "The Version field must be major.minor or major.minor.patch without leading zeros, such as 1.0.");
        }

        CheckContentType(message, ref failures);
        CheckData(message, ref failures);
        if (failures.Count > 0)
        {
            var identity = new MessageIdentity(options?.MessageId ?? message.Id, message.Topic ?? defaultExchange, message.Action, message.Version) { PublisherName = publisherName };
            throw new EventValidationException(identity, nameof(GoQueueMessage), failures.ToList());
        }
    }

    private static void CheckTopic(GoQueueMessage message, string? defaultExchange, ref ValidationFailures failures)
    {
        if (message.Topic is null)
        {
            if (defaultExchange is null)
            {
                failures.Add("Topic", "Required", "The Topic field is required where the publisher has no default exchange: call Topic(…), or set GoQueueOptions.DefaultExchange.");
            }
        }
        else if (message.Topic.Length == 0)
        {
            failures.Add("Topic", "Required", "The Topic field is empty: name an exchange, or leave it out for the publisher's default exchange.");
        }
        else if (Encoding.UTF8.GetByteCount(message.Topic) > RoutingKeyRule.LongestKey)
        {
            failures.Add("Topic", "MaxLength", "The Topic field is longer than 255 bytes of UTF-8.");
        }
        else if (MessageLimits.FaultOf(message.Topic) is { } fault)
        {
            failures.Add("Topic", "Text", $"The Topic field {fault}.");
        }
    }

    private static void CheckAction(GoQueueMessage message, ref ValidationFailures failures)
    {
        if (string.IsNullOrEmpty(message.Action))
        {
            failures.Add("Action", "Required", "The Action field is required: call Action(…) with the routing key.");
        }
        else if (RoutingKeyRule.Check(message.Action) is not RoutingKeyFault.None and var fault)
        {
            failures.Add("Action", "RoutingKey", $"The Action field {RoutingKeyRule.Describe(fault)}.");
        }
    }

    private static void CheckContentType(GoQueueMessage message, ref ValidationFailures failures)
    {
        if (Encoding.UTF8.GetByteCount(message.ContentType) > MessageLimits.ShortStringBytes)
        {
            failures.Add("ContentType", "MaxLength", "The ContentType field is longer than 255 bytes of UTF-8.");
        }
        else if (MessageLimits.FaultOf(message.ContentType) is { } fault)
        {
            failures.Add("ContentType", "Text", $"The ContentType field {fault}.");
        }
    }

    private static void CheckData(GoQueueMessage message, ref ValidationFailures failures)
    {
        var data = message.Data.Span;
        if (!message.HasData)
        {
            failures.Add("Data", "Required", "The Data field is required: call Data(…).");
        }
        else if (IsJson(message.ContentType))
        {
            if (!message.IsJson)
            {
                failures.Add("Data", "Json", "The Data field is not JSON in UTF-8: give one JSON value without a byte order mark, or another ContentType.");
            }
            else if (data.Trim(" \t\r\n"u8).SequenceEqual("null"u8) || data.Trim(" \t\r\n"u8).SequenceEqual("\"\""u8))
            {
                failures.Add("Data", "Required", "The Data field is null or an empty text, which consumers reject: give it a value.");
            }
        }
    }

    private static bool IsJson(string contentType)
    {
        var media = contentType.AsSpan();
        var semicolon = media.IndexOf(';');
        media = (semicolon < 0 ? media : media[..semicolon]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsVersion(string version)
    {
        var parts = version.Split('.');
        return parts.Length is 2 or 3 && Array.TrueForAll(parts, IsNumber);
    }

    private static bool IsNumber(string part) =>
        part.Length is > 0 and <= 9 && (part.Length == 1 || part[0] != '0') && part.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
