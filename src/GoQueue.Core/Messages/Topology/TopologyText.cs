using System.Text;

namespace GoQueue.Messages.Topology;

/// <summary>Refuses names and arguments that AMQP cannot carry exactly.</summary>
internal static class TopologyText
{
    /// <param name="text">A name or a key.</param>
    /// <param name="what">The text as messages name it.</param>
    /// <param name="parameter">The parameter that it came from.</param>
    /// <exception cref="ArgumentException">It is longer than 255 bytes of UTF-8, or is not valid text.</exception>
    public static void CheckShort(string text, string what, string parameter)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > MessageLimits.ShortStringBytes)
        {
            throw new ArgumentException($"The {what} has {bytes} bytes of UTF-8 and AMQP allows {MessageLimits.ShortStringBytes}: shorten it.", parameter);
        }

        if (MessageLimits.FaultOf(text) is { } fault)
        {
            throw new ArgumentException($"The {what} {fault}: remove it.", parameter);
        }
    }

    /// <param name="entity">What the arguments belong to, as messages name it.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="ArgumentException">A name is longer than 255 bytes of UTF-8, or AMQP has no type for a
    /// value.</exception>
    public static void CheckArguments(string entity, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            CheckShort(name, $"name of an argument of {entity}", nameof(arguments));
            if (HeaderLimits.FaultOf(value) is { } fault)
            {
                throw new ArgumentException($"The argument '{name}' of {entity} {fault}.", nameof(arguments));
            }
        }
    }
}
