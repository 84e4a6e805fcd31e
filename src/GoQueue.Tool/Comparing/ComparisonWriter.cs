using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Comparing;

/// <summary>Prints a comparison: for people, as JSON, or as Markdown. Stable: no times and no absolute paths.</summary>
internal static class ComparisonWriter
{
    public static string Text(Comparison comparison)
    {
        var text = new StringBuilder();
        foreach (var found in comparison.Events)
        {
            text.Append(HeadingOf(found)).Append('\n');
            foreach (var change in found.Changes)
            {
                text.Append("  ").Append(Word(change.Verdict).PadRight(12)).Append(change.What).Append(": ").Append(change.Effect).Append(" [").Append(change.Row).Append("]\n");
            }
        }

        return text.Append(Summary(comparison)).Append('\n').ToString();
    }

    public static string Markdown(Comparison comparison)
    {
        var text = new StringBuilder("### Contracts: ").Append(Summary(comparison)).Append('\n');
        foreach (var found in comparison.Events)
        {
            text.Append("\n**").Append(Escaped(HeadingOf(found))).Append("**\n");
            if (found.Changes.Count > 0)
            {
                text.Append("\n| | Change | Who gets what |\n|---|---|---|\n");
            }

            foreach (var change in found.Changes)
            {
                text.Append("| ").Append(Word(change.Verdict)).Append(" | ").Append(Escaped(change.What)).Append(" `").Append(change.Row).Append("` | ").Append(Escaped(change.Effect)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    public static string Json(Comparison comparison)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("events", comparison.Count);
            writer.WriteNumber("breaking", comparison.CountOf(ContractVerdict.Breaking));
            writer.WriteNumber("risky", comparison.CountOf(ContractVerdict.Risky));
            writer.WriteNumber("compatible", comparison.CountOf(ContractVerdict.Compatible));
            writer.WriteStartArray("changed");
            foreach (var found in comparison.Events)
            {
                writer.WriteStartObject();
                writer.WriteString("event", found.Name);
                writer.WriteString("before", found.Before);
                writer.WriteString("after", found.After);
                writer.WriteStartArray("changes");
                foreach (var change in found.Changes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("verdict", Word(change.Verdict).ToLowerInvariant());
                    writer.WriteString("row", change.Row);
                    writer.WriteString("path", change.Path);
                    writer.WriteString("what", change.What);
                    writer.WriteString("effect", change.Effect);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string HeadingOf(ComparedEvent found) => (found.Before, found.After) switch
    {
        (null, _) => $"{found.Name} {found.After} (new)",
        (_, null) => $"{found.Name} {found.Before} (gone)",
        _ => $"{found.Name} {found.Before} → {found.After}",
    };

    private static string Summary(Comparison comparison) => string.Format(
        CultureInfo.InvariantCulture, "{0} breaking, {1} risky, {2} compatible in {3} of {4} events",
        comparison.CountOf(ContractVerdict.Breaking), comparison.CountOf(ContractVerdict.Risky), comparison.CountOf(ContractVerdict.Compatible), comparison.Events.Count, comparison.Count);

    private static string Word(ContractVerdict verdict) => verdict switch
    {
        ContractVerdict.Breaking => "BREAKING",
        ContractVerdict.Risky => "risky",
        _ => "compatible",
    };

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
