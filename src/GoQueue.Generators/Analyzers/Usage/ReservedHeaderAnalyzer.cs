using GoQueue.Generated.Routing.Rules;
using GoQueue.Generators.Diagnostics;
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
        // new PublishOptions { Headers = new Dictionary<string, object?> { … } }, and the same by "with".
        start.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Headers" } property } } assignment
                    && SymbolEqualityComparer.Default.Equals(property.ContainingType, known.PublishOptions))
                {
                    CheckDictionary(operation, assignment.Value);
                }
                else if (operation.Operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: true } indexer, Arguments: [var key] } }
                    && SymbolEqualityComparer.Default.Equals(indexer.ContainingType, known.MessageHeaders))
                {
                    CheckName(operation, key.Value);
                }
            },
            OperationKind.SimpleAssignment);

        // GoQueueMessage.Create().Header("…", value)
        start.RegisterOperationAction(
            operation =>
            {
                if (operation.Operation is IInvocationOperation { TargetMethod: { Name: "Header" } method, Arguments: [var name, _] }
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType, known.MessageBuilder))
                {
                    CheckName(operation, name.Value);
                }
            },
            OperationKind.Invocation);
    }

    private void CheckDictionary(OperationAnalysisContext context, IOperation value)
    {
        var creation = value;
        while (creation is IConversionOperation conversion)
        {
            creation = conversion.Operand;
        }

        if (creation is not IObjectCreationOperation { Initializer: { } initializer })
        {
            return;
        }

        foreach (var entry in initializer.Initializers)
        {
            switch (entry)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: [var key] } }:
                    CheckName(context, key.Value);
                    break;
                case IInvocationOperation { Arguments: [var key, _] }:
                    CheckName(context, key.Value);
                    break;
            }
        }
    }

    private void CheckName(OperationAnalysisContext context, IOperation name)
    {
        if (name.ConstantValue is { HasValue: true, Value: string text } && HeaderNameRule.Check(text) is var fault and not HeaderNameFault.None)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, name.Syntax.GetLocation(), SymbolDisplay.FormatLiteral(text, quote: false), HeaderNameRule.Describe(fault)));
        }
    }
}
