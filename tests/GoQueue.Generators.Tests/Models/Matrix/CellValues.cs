namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>What a cell tries.</summary>
/// <param name="Pass">C# expressions of values that can be published.</param>
/// <param name="Fail">A C# expression of a value that validation refuses; null if every value of the type is valid, and
/// only unreadable JSON fails.</param>
internal sealed record CellValues(string[] Pass, string? Fail)
{
    /// <summary>Why ours refuses <see cref="Fail"/> where <c>Validator</c> accepts it; null if both agree.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule that refuses to compile the cell; null if it can be published.</summary>
    public string? Refusal { get; init; }
}
