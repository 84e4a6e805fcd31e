using System.Collections.Immutable;

namespace GoQueue.Generators.Parsing.Routing;

/// <summary>An action taken apart: <c>order.{Country}.created</c>.</summary>
internal sealed class ActionTemplate
{
    private ActionTemplate(ImmutableArray<(string Text, int Start, bool IsMember)> parts, int? faultAt) => (Parts, FaultAt) = (parts, faultAt);

    /// <summary>The parts, with their places in the action; of a member the name, and the place of its brace.</summary>
    public ImmutableArray<(string Text, int Start, bool IsMember)> Parts { get; }

    /// <summary>Where a brace has no partner or nothing stands between two; null where there is no such place.</summary>
    public int? FaultAt { get; }

    public bool BindsMembers => Parts.Any(static p => p.IsMember);

    public static ActionTemplate Parse(string action)
    {
        var parts = ImmutableArray.CreateBuilder<(string Text, int Start, bool IsMember)>();
        var position = 0;
        while (position < action.Length)
        {
            var brace = action.IndexOfAny(['{', '}'], position);
            var end = brace < 0 ? action.Length : brace;
            if (end > position)
            {
                parts.Add((action.Substring(position, end - position), position, false));
            }

            if (brace < 0)
            {
                break;
            }

            var close = action[brace] == '{' ? action.IndexOfAny(['{', '}'], brace + 1) : -1;
            if (close < 0 || action[close] == '{' || close == brace + 1)
            {
                return new ActionTemplate(parts.ToImmutable(), brace);
            }

            parts.Add((action.Substring(brace + 1, close - brace - 1), brace, true));
            position = close + 1;
        }

        return new ActionTemplate(parts.ToImmutable(), null);
    }
}
