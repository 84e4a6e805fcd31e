using GoQueue.Hosting.Configuration;
using GoQueue.Messages;

namespace GoQueue.Hosting;

/// <summary>Checks the settings of the background publisher.</summary>
internal static class BackgroundOptionsCheck
{
    public static void Run(BackgroundOptions options, ConfiguredOptions? configured)
    {
        OptionLimits.Require(options.MaxMessages, 1, long.MaxValue, NameOf(nameof(options.MaxMessages)));
        OptionLimits.Require(options.MaxBytes, 1, long.MaxValue, NameOf(nameof(options.MaxBytes)));
        OptionLimits.Require(options.MaxConcurrency, 1, long.MaxValue, NameOf(nameof(options.MaxConcurrency)));
        OptionLimits.RequireDefined(options.WhenFull, NameOf(nameof(options.WhenFull)), "Wait, Drop or Fail");

        string NameOf(string option) => configured?.NameOf(nameof(BackgroundOptions), option) ?? $"{nameof(BackgroundOptions)}.{option}";
    }
}
