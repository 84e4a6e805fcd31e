using GoQueue.Generators.CSharp;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models.Validation;
using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Parsing.Validation;

/// <summary>The member whose attributes are being read.</summary>
internal sealed class MemberContext
{
    public required KnownSymbols Known { get; init; }

    public required IPropertySymbol Property { get; init; }

    /// <summary>The type whose values are looked at.</summary>
    public required INamedTypeSymbol Owner { get; init; }

    /// <summary>The member's type; of a nullable value, the value's.</summary>
    public required ITypeSymbol Type { get; init; }

    public required Nullness Nullness { get; init; }

    public required DiagnosticSink Sink { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    public string Name => Property.Name;

    /// <summary>Reports that an attribute cannot check a member of this type.</summary>
    /// <param name="data">The attribute.</param>
    /// <param name="needed">What it needs instead: <c>a number</c>.</param>
    public void ReportUnfit(AttributeData data, string needed) =>
        Report(ValidationDiagnostics.RuleDoesNotFitType, data, $"cannot check '{Type.ShortName()}' and needs {needed}", "change the member's type");

    /// <summary>Reports a fault of one of the member's attributes. What metadata says was reported where it was compiled.</summary>
    /// <param name="descriptor">The rule; {0} is the attribute, {1} the member.</param>
    /// <param name="data">The attribute.</param>
    /// <param name="arguments">{2} and following.</param>
    public void Report(DiagnosticDescriptor descriptor, AttributeData data, params object?[] arguments)
    {
        if (data.LocationOf(CancellationToken) is { } location)
        {
            Sink.Report(descriptor, location, [RuleName.Of(data), Name, .. arguments]);
        }
    }
}
