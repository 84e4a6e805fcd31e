namespace GoQueue.Generators.Benchmarks;

/// <summary>What somebody types into one file.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="File">The file.</param>
/// <param name="Old">What stands there.</param>
/// <param name="New">What stands there afterwards.</param>
internal sealed record Edit(string Name, string File, string Old, string New)
{
    public static IReadOnlyList<Edit> All { get; } =
    [
        new("another method's body", "Service.cs", "=> 42", "=> 43"),
        new("a record moved", "Events50.cs", "/// <summary>Event 505.", "\n\n/// <summary>Event 505."),
        new("a comment in an event", "Events50.cs", "public sealed partial record Event505(", "public sealed partial record Event505( // why"),
        new("a rule of an event", "Events50.cs", "record Event505(\n    Guid Id,\n    [EmailAddress] string Email", "record Event505(\n    Guid Id,\n    string Email"),
        new("a member renamed", "Events50.cs", "record Event505(\n    Guid Id,", "record Event505(\n    Guid Identity,"),
        new("a nested record of five events", "Groups10.cs", "record Group105([StringLength(20)] string Code, int Count", "record Group105([StringLength(20)] string Code, int Amount"),
        new("an event added", "Events50.cs", "/// <summary>Event 505.", "[GoQueueEvent(\"new\", \"new\", \"1.0\")] public sealed partial record Added(int Number);\n/// <summary>Event 505."),
    ];

    /// <summary>The text after the edit.</summary>
    public string Apply(string text)
    {
        var edited = text.Replace(Old, New, StringComparison.Ordinal);
        return edited != text ? edited : throw new InvalidOperationException($"The edit '{Name}' changes nothing in {File}.");
    }
}
