using System.Text;

namespace GoQueue.Generators.Contracts;

/// <summary>Writes contracts. Columns have fixed places, so that a longer name does not move the other lines.</summary>
internal static class ContractWriter
{
    private const int PathColumn = 18;
    private const int TypeColumn = 8;

    /// <summary>The whole file, with LF.</summary>
    public static string Write(ContractMode mode, IEnumerable<ContractBlock> blocks)
    {
        var text = new StringBuilder();
        text.Append("# GoQueue contracts, format ").Append(ContractFile.Format).Append(mode == ContractMode.Full ? ", full" : "");
        text.Append(". The compiler writes this file: change the events and accept (docs/contracts.md). Review every line.\n");
        foreach (var block in blocks.OrderBy(static block => block.Identity))
        {
            text.Append('\n').Append(HeaderOf(block)).Append('\n');
            if (block.IsRetired)
            {
                continue;
            }

            foreach (var line in block.Lines)
            {
                text.Append("  ").Append(line).Append('\n');
            }

            foreach (var gone in block.Tombstones.OrderBy(static gone => gone.Path, StringComparer.Ordinal))
            {
                text.Append("  ").Append(Padded("-" + gone.Path, PathColumn)).Append(Padded(gone.Type, TypeColumn)).Append("(gone since ").Append(gone.Since).Append(")\n");
            }
        }

        return text.ToString();
    }

    /// <summary>One block as the assembly carries it: the header and the lines.</summary>
    public static string WriteBlock(ContractBlock block) =>
        block.Lines.Count == 0 ? HeaderOf(block) : HeaderOf(block) + "\n" + string.Join("\n", block.Lines);

    /// <summary>The lines of a shape.</summary>
    public static List<string> LinesOf(ContractShape shape)
    {
        var lines = new List<string>();
        if (shape.IsEncrypted)
        {
            lines.Add("encrypted");
        }

        if (shape.OrderingKey is { } key)
        {
            lines.Add($"key      {key}");
        }

        foreach (var header in shape.Headers.Values)
        {
            lines.Add($"header   {ContractText.Word(header.Name)} = {header.Text}");
        }

        if (shape.Priority is { } priority)
        {
            lines.Add($"priority {priority}");
        }

        if (shape.Root.Type != "object" || shape.Root.Discriminator is not null)
        {
            lines.Add(LineOf(".", shape.Root));
        }

        var members = new List<(string Path, ContractNode Node)>();
        Collect(shape.Root, "", members);
        members.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        lines.AddRange(members.Select(static member => LineOf(member.Path, member.Node)));
        return lines;
    }

    private static string HeaderOf(ContractBlock block) =>
        $"{(block.IsRetired ? "retired " : "")}event {block.Name} {block.VersionText}{(block.IsDraft ? " draft" : "")}";

    private static void Collect(ContractNode node, string path, List<(string Path, ContractNode Node)> members)
    {
        foreach (var child in node.Children.Values)
        {
            var place = path + child.Key;
            if (child.HasLine || child.Children.Count == 0)
            {
                members.Add((place, child));
            }

            Collect(child, place, members);
        }
    }

    private static string LineOf(string path, ContractNode node)
    {
        var line = new StringBuilder(Padded(path, PathColumn)).Append(Padded(node.TypeText, TypeColumn)).Append(node.IsOptional ? "optional" : "required");
        if (node.IsEncrypted)
        {
            line.Append(" encrypted");
        }

        if (node.Discriminator is { } discriminator)
        {
            line.Append(" by ").Append(ContractText.Word(discriminator));
        }

        if (node.Values.Count > 0)
        {
            line.Append(' ').Append(string.Join("|", node.Values));
        }

        if (node.Alias is { } alias)
        {
            line.Append(" as ").Append(alias);
        }

        foreach (var rule in node.Rules)
        {
            line.Append(' ').Append(rule);
        }

        return line.ToString();
    }

    private static string Padded(string text, int column) => text.Length < column ? text.PadRight(column + 1) : text + " ";
}
