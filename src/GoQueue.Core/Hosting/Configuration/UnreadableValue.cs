using GoQueue.Formats;
using GoQueue.RabbitMQ;

namespace GoQueue.Hosting.Configuration;

/// <summary>
/// Turns the failure of a configuration's binding into a sentence: the key, the kind of value that belongs there, and
/// what to write. The binding's own text repeats the value, which may be a secret under the wrong key, so that neither
/// text nor exception is kept.
/// </summary>
internal static class UnreadableValue
{
    private const string BeforePath = " at '";
    private const string BeforeType = "' to type '";

    private static readonly (string Type, string Cure)[] s_cures =
    [
        ("System.Int32", "is not a whole number: write one without separators, such as 1000"),
        ("System.Int64", "is not a whole number: write one without separators, such as 1000"),
        ("System.Boolean", "is not a switch: write true or false"),
        ("System.TimeSpan", "is not a time: write one as hh:mm:ss, such as 00:00:30"),
        ("System.Uri", "is not a URI: write one such as https://schemas.example.com/events"),
        ChoiceOf<WhenQueueFull>(Enum.GetNames<WhenQueueFull>()),
        ChoiceOf<BlockedPolicy>(Enum.GetNames<BlockedPolicy>()),
        ChoiceOf<MessageFormat>(Enum.GetNames<MessageFormat>()),
        ChoiceOf<EventPriority>([nameof(EventPriority.Low), nameof(EventPriority.Normal), nameof(EventPriority.High)]),
    ];

    public static GoQueueConfigurationException From(InvalidOperationException exception)
    {
        // "Failed to convert configuration value '…' at 'GoQueue:Validate' to type 'System.Boolean'." The value comes
        // first and may hold anything.
        var text = exception.Message;
        var type = text.LastIndexOf(BeforeType, StringComparison.Ordinal);
        var path = type < 0 ? -1 : text.LastIndexOf(BeforePath, type, StringComparison.Ordinal);
        if (path < 0)
        {
            return new GoQueueConfigurationException("The configuration of GoQueue has a value that cannot be read: write times as hh:mm:ss, numbers without separators, and switches as true or false.");
        }

        var key = text[(path + BeforePath.Length)..type];
        var name = text[(type + BeforeType.Length)..].TrimEnd('.').TrimEnd('\'');
        var (_, cure) = Array.Find(s_cures, one => one.Type == name);
        return new GoQueueConfigurationException($"'{key}' {cure ?? "cannot be read: correct it"}.");
    }

    private static (string Type, string Cure) ChoiceOf<T>(string[] names)
        where T : struct, Enum
        => (typeof(T).FullName!, $"is none of its choices: write {string.Join(", ", names[..^1])} or {names[^1]}");
}
