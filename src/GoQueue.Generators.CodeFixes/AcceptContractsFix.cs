using System.Collections.Immutable;
using System.Composition;
using GoQueue.Generators.Analyzers.Contracts;
using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace GoQueue.Generators.CodeFixes;

/// <summary>GQ6002, GQ6003, GQ6005: writes the contract file, after the version was raised where the event was released. Never a change that breaks consumers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AcceptContractsFix))]
[Shared]
internal sealed class AcceptContractsFix : CodeFixProvider
{
    public const string Accept = nameof(Accept);
    public const string RaiseAndAccept = nameof(RaiseAndAccept);

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [ContractDiagnostics.NotAccepted.Id, ContractDiagnostics.Compatible.Id, ContractDiagnostics.Risky.Id];

    public sealed override FixAllProvider GetFixAllProvider() => AcceptContractsFixAll.Instance;

    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ContractEdits.NextVersionFor(diagnostic) is { } version)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Make it {version} and accept",
                        async token => await ContractEdits.AcceptAsync(await ContractEdits.RaiseAsync(context.Document.Project, [diagnostic], token).ConfigureAwait(false), token).ConfigureAwait(false),
                        RaiseAndAccept),
                    diagnostic);
            }

            context.RegisterCodeFix(CodeAction.Create("Accept", token => ContractEdits.AcceptAsync(context.Document.Project, token), Accept), diagnostic);
        }

        return Task.CompletedTask;
    }
}
