using System.Globalization;

namespace GoQueue.Generators.Contracts;

/// <summary>Compares the validation rules of one place.</summary>
internal sealed class ContractRuleComparer(ContractNode was, ContractNode now, string path, List<ContractChange> changes)
{
    private static readonly string[] s_lengths = ["length", "count"];
    private static readonly string[] s_limits = [">", ">=", "<", "<="];
    private static readonly string[] s_undecidable = ["pattern", "range", "rule", "equal"];

    public void Compare()
    {
        if (was.Rules.Count == 0 && now.Rules.Count == 0)
        {
            return;
        }

        CompareLimits();
        foreach (var name in s_lengths)
        {
            CompareInterval(name, LengthOf(was, name), LengthOf(now, name), Text(was, name), Text(now, name));
        }

        foreach (var name in s_undecidable)
        {
            CompareUndecidable(name);
        }

        CompareValues("oneof", isAllowed: true);
        CompareValues("notof", isAllowed: false);
        foreach (var name in ContractRule.Arities.Where(static rule => rule.Value == 0).Select(static rule => rule.Key))
        {
            var (before, after) = (was.Rules.Exists(rule => rule.Name == name), now.Rules.Exists(rule => rule.Name == name));
            if (before != after)
            {
                Add(after ? ContractTable.RuleTightened : ContractTable.RuleLoosened, before ? name : "", after ? name : "");
            }
        }
    }

    /// <summary>The numbers that the rules of a place admit.</summary>
    public static (decimal Minimum, decimal Maximum) RangeOf(ContractNode node)
    {
        var (minimum, maximum) = (decimal.MinValue, decimal.MaxValue);
        foreach (var rule in node.Rules)
        {
            if (Array.IndexOf(s_limits, rule.Name) >= 0 && decimal.TryParse(rule.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            {
                minimum = rule.Name[0] == '>' ? Math.Max(minimum, limit) : minimum;
                maximum = rule.Name[0] == '<' ? Math.Min(maximum, limit) : maximum;
            }
        }

        return (minimum, maximum);
    }

    private void CompareLimits()
    {
        var (before, after) = (Limits(was), Limits(now));
        if (before == after)
        {
            return;
        }

        var (old, next) = (RangeOf(was), RangeOf(now));
        CompareBound(next.Minimum.CompareTo(old.Minimum), Excludes(now, ">", next.Minimum), Excludes(was, ">", old.Minimum), out var above, out var moreBelow);
        CompareBound(-next.Maximum.CompareTo(old.Maximum), Excludes(now, "<", next.Maximum), Excludes(was, "<", old.Maximum), out var below, out var moreAbove);
        Report(above || below, moreBelow || moreAbove, before, after, isUnknown: !above && !below && !moreBelow && !moreAbove);
    }

    private static void CompareBound(int order, bool excludes, bool excluded, out bool isTighter, out bool isLooser)
    {
        isTighter = order > 0 || (order == 0 && excludes && !excluded);
        isLooser = order < 0 || (order == 0 && !excludes && excluded);
    }

    private static bool Excludes(ContractNode node, string name, decimal limit) =>
        node.Rules.Exists(rule => rule.Name == name && decimal.TryParse(rule.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == limit);

    private static string Limits(ContractNode node) => string.Join(" ", node.Rules.Where(static rule => Array.IndexOf(s_limits, rule.Name) >= 0));

    private void CompareInterval(string name, (long Minimum, long Maximum) before, (long Minimum, long Maximum) after, string old, string next)
    {
        if (before != after)
        {
            Report(after.Minimum > before.Minimum || after.Maximum < before.Maximum, after.Minimum < before.Minimum || after.Maximum > before.Maximum, old, next, isUnknown: false);
        }
        else if (old != next)
        {
            Report(false, false, old, next, isUnknown: name.Length > 0);
        }
    }

    private void Report(bool isTighter, bool isLooser, string before, string after, bool isUnknown)
    {
        if (isTighter && !isLooser)
        {
            Add(ContractTable.RuleTightened, before, after);
        }
        else if (isLooser)
        {
            Add(ContractTable.RuleLoosened, before, after);
        }
        else if (isUnknown)
        {
            Add(ContractTable.RuleChanged, before, after);
        }
    }

    // All rules of the name together: an attribute may stand several times.
    private void CompareUndecidable(string name)
    {
        var (before, after) = (Text(was, name), Text(now, name));
        if (before != after)
        {
            Add(before.Length == 0 ? ContractTable.RuleTightened : after.Length == 0 ? ContractTable.RuleLoosened : ContractTable.RuleChanged, before, after);
        }
    }

    private void CompareValues(string name, bool isAllowed)
    {
        var (before, after) = (Text(was, name), Text(now, name));
        if (before == after)
        {
            return;
        }

        var (old, next) = (ValuesOf(was, name), ValuesOf(now, name));
        if (old is null || next is null)
        {
            Add(old is null ? ContractTable.RuleTightened : ContractTable.RuleLoosened, before, after);
            return;
        }

        var hasMore = next.Exists(value => !old.Contains(value));
        var hasFewer = old.Exists(value => !next.Contains(value));
        Report(isAllowed ? hasFewer : hasMore, isAllowed ? hasMore : hasFewer, before, after, isUnknown: true);
    }

    private static List<string>? ValuesOf(ContractNode node, string name) =>
        node.Rules.Find(rule => rule.Name == name) is { } found ? ContractLineReader.SplitValues(found.Value) : null;

    private static string Text(ContractNode node, string name) => string.Join(" ", node.Rules.Where(rule => rule.Name == name));

    private static (long Minimum, long Maximum) LengthOf(ContractNode node, string name)
    {
        var (minimum, maximum) = (0L, long.MaxValue);
        foreach (var rule in node.Rules.Where(rule => rule.Name == name))
        {
            var dots = rule.Value.IndexOf("..", StringComparison.Ordinal);
            minimum = Math.Max(minimum, dots > 0 && long.TryParse(rule.Value.Substring(0, dots), NumberStyles.None, CultureInfo.InvariantCulture, out var low) ? low : 0);
            maximum = Math.Min(maximum, dots >= 0 && long.TryParse(rule.Value.Substring(dots + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var high) ? high : long.MaxValue);
        }

        return (minimum, maximum);
    }

    private void Add(ContractRow row, string before, string after) =>
        changes.Add(new ContractChange(row, path, before.Length == 0 ? "without a rule" : before, after.Length == 0 ? "without one" : after));
}
