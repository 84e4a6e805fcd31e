using GoQueue.Generated.Routing.Rules;
using GoQueue.Generators.Parsing.Validation;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>
/// Judges constants that become part of a routing key, by the rule that judges rendered keys at run time. Only what no value of the other
/// members could mend is a fault.
/// </summary>
internal sealed class ConstantKeyRule
{
    private readonly string _action;
    private readonly ActionTemplate _template;
    private readonly bool _allowsEmptyWords;
    private readonly bool _allowsDots;

    private ConstantKeyRule(string action, ActionTemplate template, bool allowsEmptyWords, bool allowsDots)
    {
        _action = action;
        _template = template;
        _allowsEmptyWords = allowsEmptyWords;
        _allowsDots = allowsDots;
    }

    /// <summary>The rule of an event; null where its routing key is always the same.</summary>
    public static ConstantKeyRule? Of(EventAttribute attribute) =>
        attribute.Action is { } action && ActionTemplate.Parse(action) is { FaultAt: null, BindsMembers: true } template
            ? new ConstantKeyRule(action, template, attribute.AllowEmptyWords, attribute.AllowDotsInValues)
            : null;

    /// <summary>How a constant breaks the key; null where it does not, or where the member is no part of it.</summary>
    public BrokenRule? Check(string member, ConstantValue constant)
    {
        // Numbers are words, and so are the names of an enum.
        if (constant.IsEmptyCollection || constant.Value is not (null or string) || !_template.Parts.Any(part => part.IsMember && part.Text == member))
        {
            return null;
        }

        // With a letter for each other member, an empty word can only be this one's; whether a key is too long is known when they add nothing.
        var value = (string?)constant.Value ?? "";
        var fault = RoutingKeyRule.Check(Render(member, value, others: "x"), _allowsEmptyWords);
        if (fault == RoutingKeyFault.TooLong)
        {
            fault = RoutingKeyRule.Check(Render(member, value, others: ""), allowEmptyWords: true);
        }

        if (fault is RoutingKeyFault.None && !_allowsDots && value.IndexOf('.') >= 0)
        {
            return new BrokenRule("RoutingKey", $"The routing key '{_action}' gets more words than it declares, because this value holds a dot");
        }

        return fault is RoutingKeyFault.None || (fault == RoutingKeyFault.Empty && _allowsEmptyWords)
            ? null
            : new BrokenRule("RoutingKey", $"The routing key '{_action}' {RoutingKeyRule.Describe(fault)}");
    }

    private string Render(string member, string value, string others) =>
        string.Concat(_template.Parts.Select(part => !part.IsMember ? part.Text : part.Text == member ? value : others));
}
