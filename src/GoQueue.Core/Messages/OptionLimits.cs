using System.Globalization;

namespace GoQueue.Messages;

/// <summary>The checks of options that are numbers or members of an enumeration. Times have <see cref="TimeLimits"/>.</summary>
internal static class OptionLimits
{
    /// <exception cref="GoQueueConfigurationException">The number is out of range; the message names the option.</exception>
    public static void Require(long value, long least, long most, string option)
    {
        if (value < least || value > most)
        {
            var range = most == long.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"at least {least:N0}")
                : string.Create(CultureInfo.InvariantCulture, $"{least:N0} to {most:N0}");
            throw new GoQueueConfigurationException(string.Create(CultureInfo.InvariantCulture, $"{option} is {value}: it must be {range}."));
        }
    }

    /// <exception cref="GoQueueConfigurationException">The value is not a member; the message names the option and the members.</exception>
    public static void RequireDefined<T>(T value, string option, string members)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new GoQueueConfigurationException($"{option} is {value:D}: it must be {members}.");
        }
    }
}
