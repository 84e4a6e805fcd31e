using GoQueue.Generators.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Analyzers.Contracts;

/// <summary>The parsed text of a contract file.</summary>
internal sealed class ContractFileText
{
    private ContractFileText() => File = ContractFile.Empty;

    public ContractFileText(SourceText text)
    {
        Text = text;
        try
        {
            File = ContractReader.Read(text.ToString());
        }
        catch (ContractFormatException fault)
        {
            Fault = fault;
        }
    }

    /// <summary>What a file is that does not exist yet.</summary>
    public static ContractFileText Missing { get; } = new();

    public SourceText? Text { get; }

    /// <summary>The blocks; null if the text cannot be read.</summary>
    public ContractFile? File { get; }

    public ContractFormatException? Fault { get; }

    /// <summary>The place of a line.</summary>
    public Location PlaceOf(string path, int line)
    {
        if (Text is null || line >= Text.Lines.Count)
        {
            return Location.None;
        }

        var span = Text.Lines[line].Span;
        return Location.Create(path, span, Text.Lines.GetLinePositionSpan(span));
    }
}
