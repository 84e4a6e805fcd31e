using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ40xx: what is wrong with the rules of an event's members.</summary>
internal static class ValidationDiagnostics
{
    public static readonly DiagnosticDescriptor UnsatisfiableLimits = new(
        id: "GQ4001",
        title: "Limits must leave a value",
        messageFormat: "[{0}] on '{1}' {2}; choose limits that some value can keep",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The attribute throws, or no value is ever valid.",
        helpLinkUri: HelpLink.Rules + "GQ4001.md");

    public static readonly DiagnosticDescriptor InvalidRegularExpression = new(
        id: "GQ4002",
        title: "The regular expression must be valid",
        messageFormat: "[{0}] on '{1}' cannot be used: {2}; correct it",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The expression could not be built at run time.",
        helpLinkUri: HelpLink.Rules + "GQ4002.md");

    public static readonly DiagnosticDescriptor RuleDoesNotFitType = new(
        id: "GQ4003",
        title: "The rule must fit the member's type",
        messageFormat: "[{0}] on '{1}' {2}; remove it, or {3}",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The attribute throws, or refuses every value of this type.",
        helpLinkUri: HelpLink.Rules + "GQ4003.md");

    public static readonly DiagnosticDescriptor RequiredOnValueType = new(
        id: "GQ4004",
        title: "A value is always there",
        messageFormat: "[{0}] on '{1}' has no effect, because '{2}' is never null; make the member nullable, or remove the attribute",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Whoever wrote it expects a check that never happens: a missing number is 0, which passes.",
        helpLinkUri: HelpLink.Rules + "GQ4004.md");

    public static readonly DiagnosticDescriptor InvalidDefaultValue = new(
        id: "GQ4005",
        title: "A default value must be valid",
        messageFormat: "The default value of '{0}' breaks the member's own rules: {1}; give it a valid one, or none",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An event that is created without this argument can never be published.",
        helpLinkUri: HelpLink.Rules + "GQ4005.md");

    public static readonly DiagnosticDescriptor InvalidInitialValue = new(
        id: "GQ4006",
        title: "An initial value should be valid",
        messageFormat: "The initial value of '{0}' breaks the member's own rules: {1}; make the member 'required', or give it a valid value",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An event that is created without this member cannot be published; 'required' makes the compiler ask for it.",
        helpLinkUri: HelpLink.Rules + "GQ4006.md");

    public static readonly DiagnosticDescriptor RegexWithoutGeneratedRegex = new(
        id: "GQ4007",
        title: "A generated regular expression is smaller and faster",
        messageFormat: "The pattern '{0}' is built at run time, which adds about a megabyte to a Native AOT application; declare a [GeneratedRegex] partial member with this pattern in the event, and validation calls it",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Generated code cannot declare the member itself: source generators do not see each other's output.",
        helpLinkUri: HelpLink.Rules + "GQ4007.md");

    public static readonly DiagnosticDescriptor CompareWithUnknownMember = new(
        id: "GQ4008",
        title: "Members that are compared must be alike",
        messageFormat: "[{0}] on '{1}' names {2}; name a public property of the same type",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The attribute throws, or is never satisfied.",
        helpLinkUri: HelpLink.Rules + "GQ4008.md");

    public static readonly DiagnosticDescriptor InvalidMessage = new(
        id: "GQ4009",
        title: "The text of a rule must be readable",
        messageFormat: "The text of [{0}] on '{1}' {2}",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The first broken rule would throw instead of saying what is wrong.",
        helpLinkUri: HelpLink.Rules + "GQ4009.md");

    public static readonly DiagnosticDescriptor ValueNeverEqual = new(
        id: "GQ4010",
        title: "Listed values must be of the member's type",
        messageFormat: "[{0}] on '{1}' lists {2}, which no '{3}' ever equals; write it as a constant of the member's type",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The attribute compares objects: an int never equals a long.",
        helpLinkUri: HelpLink.Rules + "GQ4010.md");

    public static readonly DiagnosticDescriptor LimitNotParsable = new(
        id: "GQ4011",
        title: "A limit must be a value of its type",
        messageFormat: "[{0}] on '{1}' has the limit \"{2}\", which is no '{3}' in the invariant culture; correct it",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Limits are read while compiling, in the invariant culture. A DateTime limit has no time zone.",
        helpLinkUri: HelpLink.Rules + "GQ4011.md");

    public static readonly DiagnosticDescriptor RangeRounds = new(
        id: "GQ4012",
        title: "Integer limits round the value",
        messageFormat: "[{0}] on '{1}' rounds the '{2}' to an integer before it compares, so that a value just outside passes; write the limits as 1.0, or by typeof",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The attribute converts the value to the type of its limits: 5.4 is in Range(1, 5).",
        helpLinkUri: HelpLink.Rules + "GQ4012.md");

    public static readonly DiagnosticDescriptor RuleNotConstructible = new(
        id: "GQ4013",
        title: "Generated code must see the attribute",
        messageFormat: "[{0}] on '{1}' cannot be made by generated code; make the attribute and its constructor public or internal",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Validation uses no reflection: it makes the attribute as it is written.",
        helpLinkUri: HelpLink.Rules + "GQ4013.md");
}
