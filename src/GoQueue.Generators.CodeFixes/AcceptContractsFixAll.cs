using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GoQueue.Generators.CodeFixes;

/// <summary>Accepts project by project: one file per project holds all of its events.</summary>
internal sealed class AcceptContractsFixAll : FixAllProvider
{
    public static AcceptContractsFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects.Select(static project => project.Id).ToList() : [context.Project.Id];
        var found = new List<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)>();
        foreach (var id in projects)
        {
            var diagnostics = await context.GetAllDiagnosticsAsync(context.Solution.GetProject(id)!).ConfigureAwait(false);
            if (!diagnostics.IsEmpty)
            {
                found.Add((id, diagnostics));
            }
        }

        return found.Count == 0 ? null : CodeAction.Create("Accept", token => FixAsync(context.Solution, found, context.CodeActionEquivalenceKey, token), context.CodeActionEquivalenceKey);
    }

    private static async Task<Solution> FixAsync(
        Solution solution, List<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)> found, string? key, CancellationToken cancellationToken)
    {
        foreach (var (id, diagnostics) in found)
        {
            var project = solution.GetProject(id)!;
            if (key == AcceptContractsFix.RaiseAndAccept)
            {
                project = await ContractEdits.RaiseAsync(project, diagnostics, cancellationToken).ConfigureAwait(false);
            }

            solution = await ContractEdits.AcceptAsync(project, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
