using System.Globalization;
using GoQueue.Messages;
using Microsoft.Extensions.Configuration;

namespace GoQueue.Hosting.Configuration;

/// <summary>
/// Refuses keys that nothing reads, and keys of another shape than what is read there: one value in place of a section,
/// or a section in place of one value. The binding ignores both silently.
/// </summary>
internal static class ConfiguredKeys
{
    /// <param name="section">A publisher's section.</param>
    /// <param name="publishers">The named publishers, whose sections may stand in it; null = none may.</param>
    /// <exception cref="GoQueueConfigurationException">A key is unknown, or has the wrong shape.</exception>
    public static void Check(IConfigurationSection section, IReadOnlyCollection<string>? publishers)
    {
        RequireSection(section, "write the options below it");
        CheckKeys(section, OptionKeys.Publisher, publishers);
    }

    private static void CheckKeys(IConfigurationSection section, OptionKeys keys, IReadOnlyCollection<string>? publishers)
    {
        foreach (var child in section.GetChildren())
        {
            if (publishers is not null && child.Key.Equals(ConfiguredOptions.PublishersSection, StringComparison.OrdinalIgnoreCase))
            {
                RequireSection(child, "write a section for each publisher below it");
                CheckPublishers(child, publishers);
            }
            else if (!keys.TryGet(child.Key, out var isSection, out var inner))
            {
                throw Unknown(child, [.. keys.Names, .. publishers is null ? (string[])[] : [ConfiguredOptions.PublishersSection]]);
            }
            else if (isSection)
            {
                CheckSection(child, inner);
            }
            else
            {
                RequireValue(child);
                CheckTime(child);
            }
        }
    }

    private static void CheckSection(IConfigurationSection section, OptionKeys? keys)
    {
        RequireSection(section, CureOf(section, keys));
        if (keys is { Each: null })
        {
            CheckKeys(section, keys, publishers: null);
            return;
        }

        foreach (var one in section.GetChildren())
        {
            if (keys?.Each is { } each)
            {
                RequireSection(one, $"write {string.Join(", ", each.Names.Order(StringComparer.Ordinal))} below it");
                CheckKeys(one, each, publishers: null);
            }
            else
            {
                RequireValue(one);
            }
        }
    }

    private static string CureOf(IConfigurationSection section, OptionKeys? keys) =>
        section.Key.Equals("Endpoints", StringComparison.OrdinalIgnoreCase)
            ? $"it is a list, so write [\"host1\", \"host2:5673\"] in JSON, or {section.Path}:0, {section.Path}:1 (environment: __ for each colon)"
            : section.Key.Equals("Bindings", StringComparison.OrdinalIgnoreCase)
                ? $"it is a list, so write [{{ … }}] in JSON, or {section.Path}:0:Exchange (environment: __ for each colon)"
                : keys is { Each: null } ? "write its options below it" : "write names and their values below it";

    /// <summary>
    /// The value is not repeated: under a wrong key it may be a secret. An empty list of JSON is an empty text.
    /// </summary>
    private static void RequireSection(IConfigurationSection section, string cure)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            throw new GoQueueConfigurationException($"'{section.Path}' is one value and must be a section: {cure}.");
        }
    }

    private static void RequireValue(IConfigurationSection value)
    {
        if (value.GetChildren().FirstOrDefault() is { } child)
        {
            throw new GoQueueConfigurationException($"'{value.Path}' is a section or a list and must be one value: remove '{child.Path}' and write the value at '{value.Path}'.");
        }
    }

    private static void CheckTime(IConfigurationSection child)
    {
        if (OptionKeys.IsTime(child.Key) && int.TryParse(child.Value?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var example = TimeLimits.ExampleOf(number);
            throw new GoQueueConfigurationException(
                $"'{child.Path}' is '{number}', which .NET reads as {number} days: write a time as hh:mm:ss, '{example}' for {example.TotalSeconds:0} seconds.");
        }
    }

    private static void CheckPublishers(IConfigurationSection section, IReadOnlyCollection<string> publishers)
    {
        foreach (var child in section.GetChildren())
        {
            if (!publishers.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new GoQueueConfigurationException(
                    $"'{child.Path}' configures a publisher that does not exist: add it, AddKeyedGoQueue(\"{child.Key}\", …), or name one of those that exist ({(publishers.Count == 0 ? "none" : string.Join(", ", publishers))}).");
            }

            RequireSection(child, "write the publisher's options below it");
            CheckKeys(child, OptionKeys.Publisher, publishers: null);
        }
    }

    private static GoQueueConfigurationException Unknown(IConfigurationSection child, string[] names)
    {
        Array.Sort(names, StringComparer.Ordinal);
        var cure = NearestName.Of(child.Key, names) is { } nearest ? $"did you mean {nearest}?" : $"there are {string.Join(", ", names)}.";
        return new GoQueueConfigurationException($"'{child.Path}' is not an option of GoQueue: {cure}");
    }
}
