using System.Collections;
using GoQueue.Delivery.Operations;

namespace GoQueue.Transports.RabbitMQ.Channels;

/// <summary>The exceptions of messages on which connections ended. Names headers, never their values.</summary>
internal static class PoisonFailures
{
    // Deeper decimals are not named: this chooses a sentence.
    private const int SearchDepth = 4;

    /// <summary>The message ends connections.</summary>
    public static Exception Poison(PublishOperation operation, PoisonEvidence evidence) => new PublishOutcomeUnknownException(
        operation.Message.Identity,
        operation.Attempts,
        $"{PublishFailures.SentenceStart(operation)} is a poison message: {Ends(evidence)} {Advice(operation)} Correct it before you publish it again. An earlier copy may be in a queue.",
        evidence.Fault?.Exception);

    /// <summary>The message, or something else: nothing shows which.</summary>
    /// <param name="operation">The message.</param>
    /// <param name="evidence">What is known of it.</param>
    /// <param name="isFlapping">Whether other messages were confirmed, and connections ended without a message as their cause.</param>
    public static Exception Unknown(PublishOperation operation, PoisonEvidence evidence, bool isFlapping) => PublishFailures.OutcomeUnknown(
        operation,
        $"{Ends(evidence)} {(isFlapping
            ? "Connections also ended without a message as their cause, so the cause may be this message or the network."
            : "No other message was confirmed meanwhile, so the cause may be this message or the broker.")} {Advice(operation)}",
        evidence.Fault?.Exception);

    private static string Ends(PoisonEvidence evidence) =>
        $"the connection ended {(evidence.EndsAlone == 1 ? "while it was the only message on it" : $"{evidence.EndsAlone} times while it was the only message on it")}: {evidence.Fault?.Cause}";

    private static string Advice(PublishOperation operation) => DecimalHeader(operation) is { } name
        ? $"Its header '{name}' holds a decimal, which RabbitMQ streams cannot store: send it as text or as a double."
        : "Look for unusual headers and properties.";

    private static string? DecimalHeader(PublishOperation operation)
    {
        try
        {
            foreach (var (name, value) in operation.Message.Headers.AsSpan())
            {
                if (HoldsDecimal(value, depth: 0))
                {
                    return name;
                }
            }
        }
        catch (Exception)
        {
            // Lists and dictionaries are the caller's own, and may be changing.
            return null;
        }

        return null;
    }

    private static bool HoldsDecimal(object? value, int depth)
    {
        switch (value)
        {
            case decimal:
                return true;
            case IDictionary table when depth < SearchDepth:
                return HoldsDecimal(table.Values, depth);
            case IEnumerable list and not string and not byte[] when depth < SearchDepth:
                foreach (var item in list)
                {
                    if (HoldsDecimal(item, depth + 1))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }
}
