namespace GoQueue.Generators.Contracts;

/// <summary>The contract of one event and major version: the header, and a line for each fact.</summary>
internal sealed class ContractBlock
{
    private ContractShape? _shape;

    /// <summary><c>users/user.created</c>.</summary>
    public required string Name { get; init; }

    public required EventVersion Version { get; init; }

    /// <summary>The version as it was declared.</summary>
    public required string VersionText { get; init; }

    /// <summary>Whether the event was not released: it may change freely.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether the event is gone.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The lines without their indentation, without tombstones.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    public IReadOnlyList<ContractTombstone> Tombstones { get; init; } = [];

    /// <summary>The line of each of <see cref="Lines"/> in its file: comments and tombstones may stand between them. Null if the block is of no file.</summary>
    public IReadOnlyList<int>? LineNumbers { get; init; }

    /// <summary>The line of the header in its file, counted from 0.</summary>
    public int Line { get; init; }

    public ContractIdentity Identity => new(Name, Version.Major);

    /// <summary>What the lines mean. Read when it is asked for: most blocks are equal to those of the last build, and are not asked for.</summary>
    /// <exception cref="ContractFormatException">A line is not one of the format.</exception>
    public ContractShape Shape => _shape ??= ContractReader.ReadShape(Lines, Line + 1, LineNumbers);

    /// <summary>A name for messages: <c>users/user.created 1.0</c>.</summary>
    public override string ToString() => $"{Name} {VersionText}";

    public bool HasLinesOf(ContractBlock other)
    {
        if (Lines.Count != other.Lines.Count)
        {
            return false;
        }

        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] != other.Lines[i])
            {
                return false;
            }
        }

        return true;
    }
}
