using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Contracts;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.CodeFixes;

/// <summary>The edits of a project that accept its contracts.</summary>
internal static class ContractEdits
{
    /// <summary>The version that an event should have after a change; null if its version need not change.</summary>
    public static string? NextVersionFor(Diagnostic diagnostic) =>
        diagnostic.Id != ContractDiagnostics.NotAccepted.Id
        && diagnostic.Properties.TryGetValue(ContractFinding.Row, out var row) && row != ContractTable.DraftChanged.Id && row != ContractTable.VersionChanged.Id
        && diagnostic.Properties.TryGetValue(ContractFinding.Version, out var text) && EventVersion.TryParse(text, out var version)
            ? ContractCheck.NextMinor(version)
            : null;

    /// <summary>Raises the versions of the events that have changed since their release.</summary>
    public static async Task<Project> RaiseAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return project;
        }

        var known = KnownSymbols.Of(compilation);
        var changes = new Dictionary<DocumentId, List<TextChange>>();
        foreach (var (id, version) in diagnostics.Select(static found => (Id: Property(found, ContractFinding.Event), Version: NextVersionFor(found))).Distinct())
        {
            if (version is not null && id is not null && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is INamedTypeSymbol type
                && EventAttribute.Of(type, known) is { } attribute
                && EventVersion.TryParse(attribute.Version, out var declared) && EventVersion.TryParse(version, out var next) && declared.CompareTo(next) < 0
                && attribute.LocationOf(nameof(EventAttribute.Version), cancellationToken) is { SourceTree: { } tree } place
                && (await tree.GetRootAsync(cancellationToken).ConfigureAwait(false)).FindNode(place.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
                && project.GetDocument(tree) is { } document)
            {
                if (!changes.TryGetValue(document.Id, out var list))
                {
                    changes.Add(document.Id, list = []);
                }

                list.Add(new TextChange(literal.Span, SymbolDisplay.FormatLiteral(version, quote: true)));
            }
        }

        foreach (var entry in changes)
        {
            var document = project.GetDocument(entry.Key)!;
            var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
            project = document.WithText(text.WithChanges(entry.Value.OrderBy(static change => change.Span.Start))).Project;
        }

        return project;
    }

    /// <summary>Writes the contract file. An event whose change breaks consumers keeps its block.</summary>
    public static async Task<Solution> AcceptAsync(Project project, CancellationToken cancellationToken)
    {
        if (ContractSettings.Of(project.AnalyzerOptions) is not { } settings
            || settings.Read(cancellationToken).File is not { } file
            || await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return project.Solution;
        }

        var events = ContractEvents.Of(KnownSymbols.Of(compilation)).All(cancellationToken);
        var broken = new HashSet<string>(events.Where(static found => found.Block is null).Select(static found => found.Address), StringComparer.Ordinal);
        var accepted = ContractAcceptance.Accept(
            file,
            [.. events.Select(static found => found.Block).OfType<ContractBlock>()],
            settings.Compatibility ?? file.Mode,
            breaking: [],
            kept: [.. file.Blocks.Keys.Where(identity => broken.Contains(ContractIdentity.AddressOf(identity.Name)))],
            keepsRefused: true);
        var old = settings.Exists ? settings.File.GetText(cancellationToken)?.ToString() : null;
        var text = SourceText.From(old?.Contains("\r\n") == true ? accepted.Text.Replace("\n", "\r\n") : accepted.Text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == settings.File.Path || document.Name == settings.File.Path) is { } found
            ? project.Solution.WithAdditionalDocumentText(found.Id, text)
            : project.AddAdditionalDocument(settings.FileName, text, filePath: settings.File.Path).Project.Solution;
    }

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
}
