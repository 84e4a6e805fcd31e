using System.Globalization;
namespace GoQueue.Generators.Contracts;

/// <summary>Reads contracts. Never guesses: a line that is not one of the format is an error with its number.</summary>
internal static class ContractReader
{
    private const string FirstLine = "# GoQueue contracts, format ";

    /// <summary>Reads a file, with LF or CRLF. The lines of a block are read when its shape is asked for.</summary>
    /// <exception cref="ContractFormatException">The file cannot be read.</exception>
    public static ContractFile Read(string text)
    {
        var lines = text.Split('\n');
        var mode = ReadFirstLine(lines[0].TrimEnd('\r'));
        var blocks = new SortedDictionary<ContractIdentity, ContractBlock>();
        var at = 1;
        while (at < lines.Length)
        {
            var line = lines[at].TrimEnd('\r', ' ');
            if (line.Length == 0 || line[0] == '#')
            {
                at++;
                continue;
            }

            var header = at++;
            var body = new List<string>();
            var numbers = new List<int>();
            var gone = new List<ContractTombstone>();
            for (; at < lines.Length && (lines[at].StartsWith(" ", StringComparison.Ordinal) || lines[at].StartsWith("#", StringComparison.Ordinal)); at++)
            {
                var member = lines[at].Trim('\r', ' ');
                if (member.StartsWith("#", StringComparison.Ordinal))
                {
                    continue;
                }

                if (member.StartsWith("-", StringComparison.Ordinal))
                {
                    gone.Add(ReadTombstone(member, at));
                }
                else if (member.Length > 0)
                {
                    numbers.Add(at);
                    body.Add(member);
                }
            }

            var block = ReadHeader(line, header, body, numbers, gone);
            if (blocks.ContainsKey(block.Identity))
            {
                throw new ContractFormatException(header, $"names {block.Name} {block.Version.Major.ToString(CultureInfo.InvariantCulture)}.x a second time");
            }

            blocks.Add(block.Identity, block);
        }

        return new ContractFile { Mode = mode, Blocks = blocks };
    }

    /// <summary>Reads one block as an assembly carries it.</summary>
    public static ContractBlock ReadBlock(string text)
    {
        var lines = text.Replace("\r\n", "\n").Split('\n');
        return ReadHeader(lines[0].TrimEnd(' '), 0, [.. lines.Skip(1).Select(static line => line.Trim(' ')).Where(static line => line.Length > 0)], null, []);
    }

    /// <summary>What the lines of a block mean.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="firstLine">The number of the first one, counted from 0.</param>
    /// <param name="numbers">The number of each one; null if nothing stands between them.</param>
    public static ContractShape ReadShape(IReadOnlyList<string> lines, int firstLine, IReadOnlyList<int>? numbers = null)
    {
        var shape = new ContractShape();
        for (var i = 0; i < lines.Count; i++)
        {
            ContractLineReader.Read(lines[i], numbers?[i] ?? firstLine + i, shape);
        }

        Check(shape.Root, shape, firstLine - 1);
        return shape;
    }

    private static void Check(ContractNode node, ContractShape shape, int line)
    {
        if (node.Alias is { } alias && ContractPath.Find(shape.Root, alias) is not { Alias: null })
        {
            throw new ContractFormatException(line, $"begins a block in which '{node.Key}' refers to '{alias}', which the block does not describe");
        }

        foreach (var child in node.Children.Values)
        {
            Check(child, shape, line);
        }
    }

    private static ContractMode ReadFirstLine(string line)
    {
        if (IsConflict(line))
        {
            throw new ContractFormatException(0, "is a conflict marker of git");
        }

        if (!line.StartsWith(FirstLine, StringComparison.Ordinal))
        {
            throw new ContractFormatException(0, $"does not begin with '{FirstLine.TrimEnd()}'");
        }

        var rest = line.Substring(FirstLine.Length);
        var end = rest.IndexOfAny(['.', ',']);
        var format = end < 0 ? rest : rest.Substring(0, end);
        if (format != ContractFile.Format.ToString(CultureInfo.InvariantCulture))
        {
            throw new ContractFormatException(0, $"has the format '{format}', and this version reads format 1");
        }

        return rest.StartsWith("1, full.", StringComparison.Ordinal) ? ContractMode.Full
            : rest.StartsWith("1.", StringComparison.Ordinal) ? ContractMode.Forward
            : throw new ContractFormatException(0, "has an unknown mode: 'full' or none");
    }

    private static ContractBlock ReadHeader(string line, int number, List<string> body, List<int>? numbers, List<ContractTombstone> gone)
    {
        if (IsConflict(line))
        {
            throw new ContractFormatException(number, "is a conflict marker of git");
        }

        var parts = ContractText.Split(line);
        var isRetired = parts is ["retired", ..];
        if (isRetired)
        {
            parts.RemoveAt(0);
        }

        var isDraft = parts is [_, _, _, "draft"];
        if (parts is not (["event", _, _] or ["event", _, _, "draft"]) || (isDraft && isRetired) || !ContractIdentity.IsName(parts[1]) || !EventVersion.TryParse(parts[2], out var version))
        {
            throw new ContractFormatException(number, "is not 'event TOPIC/ACTION VERSION'");
        }

        return new ContractBlock
        {
            Name = parts[1],
            Version = version,
            VersionText = parts[2],
            IsDraft = isDraft,
            IsRetired = isRetired,
            Lines = body,
            LineNumbers = numbers,
            Tombstones = gone,
            Line = number,
        };
    }

    private static ContractTombstone ReadTombstone(string line, int number) =>
        ContractText.Split(line) is [var path, var type, "(gone", "since", var since] && ContractPath.Split(path.Substring(1)) is not null && since.EndsWith(")", StringComparison.Ordinal)
            ? new ContractTombstone(path.Substring(1), type, since.TrimEnd(')'))
            : throw new ContractFormatException(number, "is not '-PATH TYPE (gone since VERSION)'");

    private static bool IsConflict(string line) =>
        line.StartsWith("<<<<<<<", StringComparison.Ordinal) || line.StartsWith("=======", StringComparison.Ordinal)
        || line.StartsWith(">>>>>>>", StringComparison.Ordinal) || line.StartsWith("|||||||", StringComparison.Ordinal);
}
