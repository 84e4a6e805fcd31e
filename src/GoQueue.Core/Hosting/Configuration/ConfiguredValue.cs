using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting.Configuration;

/// <summary>One value of a configuration; a value of another kind is refused with its key and what to write.</summary>
internal readonly struct ConfiguredValue(IConfigurationSection section)
{
    public string Text => section.Value ?? throw Wrong("a section", "write one value");

    public bool Switch() => bool.TryParse(Text, out var value) ? value : throw Wrong("not a switch", "write true or false");

    public long Number(long most) => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= most
        ? value
        : throw Wrong("not a whole number in its range", $"write one from 0 to {most.ToString(CultureInfo.InvariantCulture)} without separators");

    public TimeSpan Time() => TimeSpan.TryParse(Text, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong("not a time", "write one as hh:mm:ss, or d.hh:mm:ss with days");

    public T Choice<T>()
        where T : struct, Enum
    {
        var names = Enum.GetNames<T>();
        return names.Contains(Text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(Text, ignoreCase: true) : throw Wrong("none of its choices", $"write {string.Join(", ", names[..^1])} or {names[^1]}");
    }

    /// <summary>An AMQP argument: configurations hold texts, and brokers refuse a text for a number.</summary>
    public object Argument() => Text switch
    {
        var text when bool.TryParse(text, out var flag) => flag,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => text,
    };

    // Without the value: under a wrong key it may be a secret.
    private GoQueueConfigurationException Wrong(string fault, string cure) => new($"'{section.Path}' is {fault}: {cure}.");
}
