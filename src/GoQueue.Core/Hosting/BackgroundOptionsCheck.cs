using GoQueue.Hosting.Configuration;

namespace GoQueue.Hosting;

/// <summary>Checks the settings of the background publisher.</summary>
internal static class BackgroundOptionsCheck
{
    public static void Run(BackgroundOptions options, ConfiguredOptions? configured)
    {
        RequirePositive(options.MaxMessages, nameof(options.MaxMessages), configured);
        RequirePositive(options.MaxBytes, nameof(options.MaxBytes), configured);
        RequirePositive(options.MaxConcurrency, nameof(options.MaxConcurrency), configured);
        if (!Enum.IsDefined(options.WhenFull))
        {
            throw new GoQueueConfigurationException($"{NameOf(nameof(options.WhenFull), configured)} is {(int)options.WhenFull}: it must be Wait, Drop or Fail.");
        }
    }

    private static void RequirePositive(long value, string option, ConfiguredOptions? configured)
    {
        if (value < 1)
        {
            throw new GoQueueConfigurationException($"{NameOf(option, configured)} is {value}: it must be at least 1.");
        }
    }

    private static string NameOf(string option, ConfiguredOptions? configured) =>
        configured?.NameOf(nameof(BackgroundOptions), option) ?? $"{nameof(BackgroundOptions)}.{option}";
}
