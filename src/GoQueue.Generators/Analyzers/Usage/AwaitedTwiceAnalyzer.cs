using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5004: the ValueTask of one publish is read more than once. The operation behind it is pooled: every read after the first throws.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AwaitedTwiceAnalyzer() : PublishCallAnalyzer(UsageDiagnostics.AwaitedTwice)
{
    protected override void Check(OperationAnalysisContext context, PublishCall call, KnownSymbols known)
    {
        var value = Results.Outermost(call.Invocation);
        if (call.Kind == PublishKind.Stream
            || value.Type is not { Name: "ValueTask" }
            || value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator })
        {
            return;
        }

        var uses = UsesOf(local, declarator);
        if (uses is null)
        {
            return;
        }

        for (var i = 0; i < uses.Count; i++)
        {
            if (IsRepeated(uses[i], declarator) || IsAfterAnother(uses, i))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, uses[i].Syntax.GetLocation(), local.Name));
            }
        }
    }

    /// <summary>Where the local is awaited or taken apart; null where it is assigned again, and so need not be the same any more.</summary>
    private static List<IOperation>? UsesOf(ILocalSymbol local, IOperation declarator)
    {
        var uses = new List<IOperation>();
        foreach (var reference in Locals.UsesOf(local, declarator))
        {
            switch (Results.Outermost(reference))
            {
                case { Parent: ISimpleAssignmentOperation assignment } target when assignment.Target == target:
                    return null;
                case { Parent: IAwaitOperation }:
                case IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" }:
                case { Parent: IPropertyReferenceOperation { Property.Name: "Result" } }:
                case { Parent: IInvocationOperation { TargetMethod.Name: "GetAwaiter" } }:
                    uses.Add(reference);
                    break;
            }
        }

        return uses;
    }

    private static bool IsAfterAnother(List<IOperation> uses, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (!Branches.AreExclusive(uses[i], uses[index]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a loop that the local was declared outside of runs it again.</summary>
    private static bool IsRepeated(IOperation use, IOperation declarator)
    {
        for (var parent = use.Parent; parent is not null && !Branches.Contains(parent, declarator); parent = parent.Parent)
        {
            if (parent is ILoopOperation loop && Branches.IsRepeatedBy(loop, use))
            {
                return true;
            }
        }

        return false;
    }
}
