using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
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
        var value = PublishResultUse.Outermost(call.Invocation);
        if (call.Kind == PublishKind.Stream
            || value.Type is not { Name: "ValueTask" or "ConfiguredValueTaskAwaitable" }
            || IsPreserved(call.Invocation, value)
            || value.Parent is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator })
        {
            return;
        }

        var uses = new List<IOperation>();
        AddUses(uses, local, declarator);
        uses.Sort(static (a, b) => a.Syntax.SpanStart.CompareTo(b.Syntax.SpanStart));
        for (var i = 0; i < uses.Count; i++)
        {
            if (IsRepeated(uses[i], declarator) || IsAfterAnother(uses, i, local))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rule, uses[i].Syntax.GetLocation(), ((ILocalReferenceOperation)uses[i]).Local.Name));
            }
        }
    }

    // A preserved ValueTask may be read again.
    private static bool IsPreserved(IOperation invocation, IOperation outermost)
    {
        for (var current = invocation; current is not null && current != outermost; current = current.Parent)
        {
            if (current.Parent is IInvocationOperation { TargetMethod.Name: "Preserve" or "AsTask" })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds where the local, or a copy of it, is awaited or taken apart; nothing if it is assigned again, and so need not be the same any more.</summary>
    private static void AddUses(List<IOperation> uses, ILocalSymbol local, IOperation declarator)
    {
        var before = uses.Count;
        foreach (var reference in LocalDataFlow.UsesOf(local, declarator))
        {
            switch (PublishResultUse.Outermost(reference))
            {
                case { Parent: ISimpleAssignmentOperation assignment } target when assignment.Target == target:
                    uses.RemoveRange(before, uses.Count - before);
                    return;
                case { Parent: IAwaitOperation }:
                case IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" }:
                case { Parent: IPropertyReferenceOperation { Property.Name: "Result" } }:
                case { Parent: IInvocationOperation { TargetMethod.Name: "GetAwaiter" } }:
                    uses.Add(reference);
                    break;
                case { Parent: IVariableInitializerOperation { Parent: IVariableDeclaratorOperation copy } } value when !IsPreserved(reference, value):
                    AddUses(uses, copy.Symbol, copy);
                    break;
            }
        }
    }

    private static bool IsAfterAnother(List<IOperation> uses, int index, ILocalSymbol local)
    {
        for (var i = 0; i < index; i++)
        {
            if (!Branches.AreExclusive(uses[i], uses[index]) && !(Completion.Of(uses[i], local) == true && Completion.Of(uses[index], local) == false))
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
