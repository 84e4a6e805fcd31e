namespace GoQueue.Diagnostics;

/// <summary>The names of the rules that a message breaks.</summary>
internal static class BrokenRules
{
    /// <summary>The name of each failure's rule, in their order.</summary>
    public static List<string> NamesOf(IReadOnlyList<ValidationFailure> failures)
    {
        // Not Select: LINQ over structs is compiled ahead of time for each type of struct anew.
        var names = new List<string>(failures.Count);
        for (var i = 0; i < failures.Count; i++)
        {
            names.Add(failures[i].Rule);
        }

        return names;
    }
}
