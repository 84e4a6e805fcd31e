using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers;

/// <summary>The rules that the parser decides: reports its findings. A rule with code of its own has an analyzer of its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class EventDeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationDiagnostics.NotPartial,
        DeclarationDiagnostics.InvalidTopic,
        DeclarationDiagnostics.InvalidAction,
        DeclarationDiagnostics.WildcardInAction,
        DeclarationDiagnostics.EmptyWordInAction,
        DeclarationDiagnostics.InvalidVersion,
        DeclarationDiagnostics.ReservedTopic,
        DeclarationDiagnostics.FileLocal,
        DeclarationDiagnostics.Generic,
        DeclarationDiagnostics.RefStruct,
        DeclarationDiagnostics.Inaccessible,
        DeclarationDiagnostics.NotARecord,
        DeclarationDiagnostics.NotSealed,
        DeclarationDiagnostics.Mutable,
        DeclarationDiagnostics.AbstractWithoutDerivedTypes,
        DeclarationDiagnostics.InvalidName,
        DeclarationDiagnostics.WildcardInTopic,
        DeclarationDiagnostics.ValueSuggested,
        JsonDiagnostics.UnsupportedType,
        JsonDiagnostics.InvalidConverter,
        JsonDiagnostics.PublicField,
        JsonDiagnostics.NameCollision,
        JsonDiagnostics.UnboundParameter,
        JsonDiagnostics.UnusableConstructor,
        JsonDiagnostics.AbstractType,
        JsonDiagnostics.IgnoredRequired,
        JsonDiagnostics.InvalidExtensionData,
        JsonDiagnostics.InvalidIgnoreCondition,
        JsonDiagnostics.UnsupportedKey,
        JsonDiagnostics.InvalidContext,
        JsonDiagnostics.UntypedMember,
        JsonDiagnostics.InvalidName,
        JsonDiagnostics.ForeignMembers,
        JsonDiagnostics.LostValue,
        JsonDiagnostics.NotPopulated,
        JsonDiagnostics.NumberHandling,
        JsonDiagnostics.InvalidDerivedTypes,
        JsonDiagnostics.ObsoleteMember,
        JsonDiagnostics.NotReadBack,
        ValidationDiagnostics.UnsatisfiableLimits,
        ValidationDiagnostics.InvalidRegularExpression,
        ValidationDiagnostics.RuleDoesNotFitType,
        ValidationDiagnostics.RequiredOnValueType,
        ValidationDiagnostics.InvalidDefaultValue,
        ValidationDiagnostics.InvalidInitialValue,
        ValidationDiagnostics.RegexWithoutGeneratedRegex,
        ValidationDiagnostics.CompareWithUnknownMember,
        ValidationDiagnostics.InvalidMessage,
        ValidationDiagnostics.ValueNeverEqual,
        ValidationDiagnostics.LimitNotParsable,
        ValidationDiagnostics.RangeRounds,
        ValidationDiagnostics.RuleNotConstructible,
        RoutingDiagnostics.TemplateSyntax,
        RoutingDiagnostics.TemplateUnknownMember,
        RoutingDiagnostics.TemplateMemberType,
        RoutingDiagnostics.TemplateMemberCanBeNull,
        RoutingDiagnostics.HiddenMemberExposed,
        RoutingDiagnostics.HeaderName,
        RoutingDiagnostics.HeaderType,
        RoutingDiagnostics.OrderingKeyType,
        RoutingDiagnostics.SeveralOrderingKeys,
        RoutingDiagnostics.DuplicateHeader,
        RoutingDiagnostics.AttributeWithoutEffect,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var known = KnownSymbols.Of(start.Compilation);
            if (known.GoQueueEventAttribute is not null)
            {
                start.RegisterSymbolAction(symbol => Report(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private void Report(SymbolAnalysisContext context, KnownSymbols known)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var parses = EventParseCache.Of(known);
        var result = parses.Parse(type, context.CancellationToken);
        foreach (var found in result.Diagnostics)
        {
            // The parser also finds what other analyzers report, such as the types around an event (GQ1002).
            if (SupportedDiagnostics.Contains(found.Descriptor) && parses.IsReporter(type, found))
            {
                context.ReportDiagnostic(found.ToDiagnostic());
            }
        }

        // A stub refers to a message of the build: there must be one.
        if (result.Model is { Health: EventHealth.Sound } && GeneratedPart.IsStub(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(JsonDiagnostics.ForeignMembers, type.Locations.FirstOrDefault(), type.Name, "", "", ForeignParts.UnknownRefusal));
        }
    }
}
