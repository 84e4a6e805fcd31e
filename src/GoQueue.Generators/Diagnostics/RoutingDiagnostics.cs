using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ41xx: what is wrong with what members do outside of the body: routing key, ordering key, headers, masking.</summary>
internal static class RoutingDiagnostics
{
    public static readonly DiagnosticDescriptor TemplateSyntax = new(
        id: "GQ4101",
        title: "The braces of an action must name members",
        messageFormat: "The action of '{0}' has a brace without a partner, or without a name inside; write {{Property}}, or leave the brace out",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Braces bind members of the event into the routing key.",
        helpLinkUri: HelpLink.Rules + "GQ4101.md");

    public static readonly DiagnosticDescriptor TemplateUnknownMember = new(
        id: "GQ4102",
        title: "The action must bind members that exist",
        messageFormat: "The action of '{0}' binds '{1}', which is no public property of the event; {2}",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The routing key of each message is rendered from the event's properties.",
        helpLinkUri: HelpLink.Rules + "GQ4102.md");

    public static readonly DiagnosticDescriptor TemplateMemberType = new(
        id: "GQ4103",
        title: "The action must bind members that are words",
        messageFormat: "The action of '{0}' binds '{1}', which is of type '{2}'; bind a string, an enum, an integer or a Guid",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Other types have no text that bindings could rely on.",
        helpLinkUri: HelpLink.Rules + "GQ4103.md");

    public static readonly DiagnosticDescriptor TemplateMemberCanBeNull = new(
        id: "GQ4104",
        title: "The action should bind members that are always there",
        messageFormat: "The action of '{0}' binds '{1}', which may be null and would then leave an empty word, which the publisher refuses; make the member non-nullable",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A routing key with an empty word matches nothing that was meant.",
        helpLinkUri: HelpLink.Rules + "GQ4104.md");

    public static readonly DiagnosticDescriptor HiddenMemberExposed = new(
        id: "GQ4105",
        title: "What is hidden must not travel outside of the body",
        messageFormat: "The member '{0}' is {1}, and {2} is read by brokers, tools and logs; bind another member, or remove the mark",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Headers, routing keys and ordering keys are never encrypted, and are shown wherever messages are shown.",
        helpLinkUri: HelpLink.Rules + "GQ4105.md");

    public static readonly DiagnosticDescriptor HeaderName = new(
        id: "GQ4106",
        title: "The name of a header must be free and short",
        messageFormat: "The header name \"{1}\" of '{0}' {2}; choose another of 1 to 255 bytes without control characters",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "AMQP 0-9-1 sends header names as short strings; goqueue-*, cloudEvents_*, encrypted, algorithm, key_id, encoding and original_size belong to the publisher.",
        helpLinkUri: HelpLink.Rules + "GQ4106.md");

    public static readonly DiagnosticDescriptor HeaderType = new(
        id: "GQ4107",
        title: "A header must carry the member's type",
        messageFormat: "The member '{0}' is of type '{1}', which the header '{2}' cannot carry; mark {3}",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "AMQP headers hold simple values.",
        helpLinkUri: HelpLink.Rules + "GQ4107.md");

    public static readonly DiagnosticDescriptor OrderingKeyType = new(
        id: "GQ4108",
        title: "An ordering key must be a word",
        messageFormat: "The ordering key '{0}' is of type '{1}', which is no word; mark a string, an enum, an integer or a Guid",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Messages with equal keys keep their order; the key is a text.",
        helpLinkUri: HelpLink.Rules + "GQ4108.md");

    public static readonly DiagnosticDescriptor SeveralOrderingKeys = new(
        id: "GQ4109",
        title: "An event has one ordering key",
        messageFormat: "The member '{0}' is a second ordering key beside '{1}'; remove one of the two attributes",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A message is ordered by one key.",
        helpLinkUri: HelpLink.Rules + "GQ4109.md");

    public static readonly DiagnosticDescriptor DuplicateHeader = new(
        id: "GQ4110",
        title: "A header has one source",
        messageFormat: "The member '{0}' is a second source of the header '{1}'; give one of them another name",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The last of the two would silently win.",
        helpLinkUri: HelpLink.Rules + "GQ4110.md");

    public static readonly DiagnosticDescriptor OwnPrinting = new(
        id: "GQ4111",
        title: "A record that prints itself masks nothing",
        messageFormat: "The member '{0}' is not masked, because '{1}' declares its own {2}; leave the member out there, or remove that method",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Masking is done in a generated PrintMembers, which a record can have once.",
        helpLinkUri: HelpLink.Rules + "GQ4111.md");

    public static readonly DiagnosticDescriptor NotMasked = new(
        id: "GQ4112",
        title: "A record with hidden members should be partial",
        messageFormat: "The member '{0}' is not masked in ToString, because '{1}' or a type around it is not partial, or is local to its file; declare it as partial, and not as file",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Masking is done in a generated part of the record.",
        helpLinkUri: HelpLink.Rules + "GQ4112.md");

    public static readonly DiagnosticDescriptor AttributeWithoutEffect = new(
        id: "GQ4113",
        title: "Headers and ordering keys are public properties of the event itself",
        messageFormat: "[{0}] on '{1}' has no effect, because {2}; {3}",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Nested values travel in the body alone, and what is not public travels nowhere.",
        helpLinkUri: HelpLink.Rules + "GQ4113.md");

    public static readonly DiagnosticDescriptor NotMarkedInBase = new(
        id: "GQ4114",
        title: "A mark belongs to the type that a value is published as",
        messageFormat: "[{0}] on '{1}' is not seen where its value is published as '{2}'; mark '{3}' of '{2}' as well, or make '{2}' abstract",
        category: DiagnosticCategory.Validation,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A member is published by its declared type. What a derived type marks is then sent unencrypted, and shown in logs.",
        helpLinkUri: HelpLink.Rules + "GQ4114.md");
}
