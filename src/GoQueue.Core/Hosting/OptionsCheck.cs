using System.Text;
using GoQueue.Generated.Routing.Rules;
using GoQueue.Hosting.Configuration;
using GoQueue.Messages;

namespace GoQueue.Hosting;

/// <summary>Checks a publisher's options; the message names the property, and the place in the configuration where it has one.</summary>
internal sealed class OptionsCheck(GoQueueOptions options, ConfiguredOptions? configured)
{
    /// <param name="events">The events that are known to be published.</param>
    public void Run(IReadOnlyList<EventDescriptor> events)
    {
        RequireShortString(options.PublisherId, nameof(options.PublisherId));
        RequireShortString(options.DefaultExchange, nameof(options.DefaultExchange));
        TimeLimits.Require(options.PublishTimeout, NameOf(nameof(options.PublishTimeout)), TimeLimits.Shortest, TimeLimits.Longest);
        TimeLimits.Require(options.DrainTimeout, NameOf(nameof(options.DrainTimeout)), TimeLimits.Shortest, TimeLimits.LongestDrain);
        TimeLimits.Require(options.StartTimeout, NameOf(nameof(options.StartTimeout)), TimeLimits.Shortest, TimeLimits.Longest);
        OptionLimits.Require(options.MaxMessageBytes, 1, long.MaxValue, NameOf(nameof(options.MaxMessageBytes)));
        CheckPriorities();
        if (options.DefaultExchange is null)
        {
            foreach (var one in events)
            {
                if (one.Topic is null)
                {
                    throw new GoQueueConfigurationException(
                        $"{one.Name} declares no topic and the publisher has no default exchange: give the event a Topic, or set {NameOf(nameof(options.DefaultExchange))}.");
                }
            }
        }

        CheckHeaders();
    }

    private void CheckHeaders()
    {
        var place = NameOf(nameof(options.DefaultHeaders));
        foreach (var (name, value) in options.DefaultHeaders)
        {
            if (ReservedHeaders.Contains(name))
            {
                throw new GoQueueConfigurationException($"{place} holds '{name}', which is reserved for the wire format: choose another name.");
            }

            if (HeaderNameRule.Check(name) is not (HeaderNameFault.None or HeaderNameFault.Reserved) and var fault)
            {
                throw new GoQueueConfigurationException($"{place}: The name of a header {HeaderNameRule.Describe(fault)}: choose another name.");
            }

            if (HeaderLimits.FaultOf(name, value) is { } refusal)
            {
                throw new GoQueueConfigurationException($"{place}: The header '{name}' {refusal}.");
            }
        }
    }

    private void CheckPriorities()
    {
        foreach (var (prefix, priority) in options.ActionPriorities)
        {
            if (prefix.Length == 0 || priority is < EventPriority.Low or > EventPriority.High)
            {
                throw new GoQueueConfigurationException(
                    $"{NameOf(nameof(options.ActionPriorities))} holds '{prefix}' = {priority}: write what actions begin with, and Low, Normal or High.");
            }
        }
    }

    private string NameOf(string option) =>
        configured?.NameOf(nameof(GoQueueOptions), option) ?? $"{nameof(GoQueueOptions)}.{option}";

    private void RequireShortString(string? value, string option)
    {
        var bytes = value is null ? 1 : Encoding.UTF8.GetByteCount(value);
        if (bytes is 0 or > MessageLimits.ShortStringBytes)
        {
            throw new GoQueueConfigurationException($"{NameOf(option)} has {bytes} bytes of UTF-8: it must have 1 to {MessageLimits.ShortStringBytes}.");
        }

        if (MessageLimits.FaultOf(value) is { } fault)
        {
            throw new GoQueueConfigurationException($"{NameOf(option)} {fault}: remove it.");
        }
    }
}
