using GoQueue.Generated.Routing.Rules;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GoQueue.Generators.Analyzers.Usage;

/// <summary>GQ5009: a header has a name that the publisher refuses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReservedHeaderAnalyzer() : UsageAnalyzer(UsageDiagnostics.ReservedHeader)
{
    protected override void Register(CompilationStartAnalysisContext start, KnownSymbols known)
    {
        // new PublishOptions { Headers = new Dictionary<string, object?> { … } }, and by "with". Headers = { ["…"] = value } is an indexer.
        start.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is ISimpleAssignmentOperation assignment && IsToHeaders(assignment, known))
                {
                    foreach (var name in NamesOf(assignment.Value))
                    {
                        CheckName(operation, name);
                    }
                }
                else if (operation.Operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: true } indexer, Arguments: [var key] } }
                    && IsHeaders(indexer.ContainingType, known))
                {
                    CheckName(operation, key.Value);
                }
            },
            OperationKind.SimpleAssignment);

        // var headers = new Dictionary<string, object?> { … }; the local is followed only where a name is refused.
        start.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                    && NamesOf(value).Where(static name => FaultOf(name) is not null).ToList() is { Count: > 0 } refused
                    && BecomesHeaders(declarator, known))
                {
                    refused.ForEach(name => CheckName(operation, name));
                }
            },
            OperationKind.VariableDeclarator);

        // GoQueueMessage.Create().Header("…", value), options.Headers.Add("…", value), and { { "…", value } }
        start.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IInvocationOperation { TargetMethod: { Name: "Header" } method, Arguments: [var name, _] }
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType, known.MessageBuilder))
                {
                    CheckName(operation, name.Value);
                }
                else if (operation.Operation is IInvocationOperation { TargetMethod: { Name: "Add" } add, Arguments: [var added, _] }
                    && SymbolEqualityComparer.Default.Equals(add.ContainingType, known.PublishHeaders))
                {
                    CheckName(operation, added.Value);
                }
            },
            OperationKind.Invocation);
    }

    private void CheckName(OperationAnalysisContext context, IOperation name)
    {
        if (FaultOf(name) is var (text, fault))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, name.Syntax.GetLocation(), SymbolDisplay.FormatLiteral(text, quote: false), HeaderNameRule.Describe(fault)));
        }
    }

    private static (string Text, HeaderNameFault Fault)? FaultOf(IOperation name) =>
        name.ConstantValue is { HasValue: true, Value: string text } && HeaderNameRule.Check(text) is var fault and not HeaderNameFault.None ? (text, fault) : null;

    private static bool IsHeaders(INamedTypeSymbol type, KnownSymbols known) =>
        SymbolEqualityComparer.Default.Equals(type, known.PublishHeaders) || SymbolEqualityComparer.Default.Equals(type, known.MessageHeaders);

    private static bool IsToHeaders(ISimpleAssignmentOperation assignment, KnownSymbols known) =>
        assignment.Target is IPropertyReferenceOperation { Property: { Name: "Headers" } property }
        && SymbolEqualityComparer.Default.Equals(property.ContainingType, known.PublishOptions);

    /// <summary>The names in the initializer of a dictionary that is made.</summary>
    private static IEnumerable<IOperation> NamesOf(IOperation value)
    {
        var creation = value;
        while (creation is IConversionOperation conversion)
        {
            creation = conversion.Operand;
        }

        // The entries of PublishHeaders are looked at one by one, wherever they are added.
        if (creation is not IObjectCreationOperation { Initializer: { } initializer } made || made.Type?.Name == "PublishHeaders")
        {
            yield break;
        }

        foreach (var entry in initializer.Initializers)
        {
            switch (entry)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var key] } }:
                    yield return key.Value;
                    break;
                case IInvocationOperation { Arguments: [var key, _] }:
                    yield return key.Value;
                    break;
            }
        }
    }

    /// <summary>Whether a local is given to options as it was made: besides, it is only read and added to, which takes no name away.</summary>
    private static bool BecomesHeaders(IVariableDeclaratorOperation declarator, KnownSymbols known)
    {
        var isGiven = false;
        foreach (var use in LocalDataFlow.UsesOf(declarator.Symbol, declarator))
        {
            switch (PublishResultUse.Outermost(use))
            {
                case { Parent: ISimpleAssignmentOperation assignment } value when assignment.Value == value && IsToHeaders(assignment, known):
                    isGiven = true;
                    break;
                case { Parent: IPropertyReferenceOperation }:
                case { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" } add } added when add.Instance == added:
                    break;
                default:
                    return false;
            }
        }

        return isGiven;
    }
}
