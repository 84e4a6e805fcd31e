using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ6xxx: how the events differ from their contracts.</summary>
internal static class ContractDiagnostics
{
    public static readonly DiagnosticDescriptor NoFile = Rule(
        "GQ6001", "The contract file does not exist", "This project has contracts and no {0}; {1}", DiagnosticSeverity.Info,
        "The file lists what every event sends. Without it no change of an event can be compared.", isAtEnd: true);

    public static readonly DiagnosticDescriptor NotAccepted = Rule(
        "GQ6002", "The event is not in the contract file", "The event {0} is not in {1}; {2}", DiagnosticSeverity.Warning,
        "A new event, or a new major version, is accepted as a draft, and compared once it is released.");

    public static readonly DiagnosticDescriptor Compatible = Rule(
        "GQ6003", "A compatible change is not accepted", "{0} in {1}: {2} [{3}]; {4}", DiagnosticSeverity.Warning,
        "Consumers are not affected. The contract file must list the change, so that it is reviewed and the next one is compared with it.");

    public static readonly DiagnosticDescriptor Breaking = Rule(
        "GQ6004", "A change breaks consumers", "{0}", DiagnosticSeverity.Error,
        "Consumers that were deployed with the old shape cannot read the new messages, or do not get them.");

    public static readonly DiagnosticDescriptor Risky = Rule(
        "GQ6005", "A change may break consumers", "{0} in {1}: {2} [{3}]; {4}", DiagnosticSeverity.Warning,
        "Some readers fail or lose a value, others do not. Accept the change if you know your consumers.");

    public static readonly DiagnosticDescriptor LowerVersion = Rule(
        "GQ6006", "A version does not go back", "{0} has a lower version than {1} lists, {2}; set it back", DiagnosticSeverity.Error,
        "Consumers read the version as a number that only grows.");

    public static readonly DiagnosticDescriptor Missing = Rule(
        "GQ6007", "An event of the contract file is not in the code", "The event {0} of {1} is not in the code; declare it again, or retire it: {2}", DiagnosticSeverity.Warning,
        "Consumers of a released event wait for messages that do not come. A retired event stays in the file, so that its name is not used again.", isAtEnd: true);

    public static readonly DiagnosticDescriptor Returned = Rule(
        "GQ6008", "A name that is gone has come back", "{0}", DiagnosticSeverity.Error,
        "Consumers of old versions still read the old member by that name, or the retired event by its topic and action.");

    public static readonly DiagnosticDescriptor Unreadable = Rule(
        "GQ6009", "The contract file cannot be read", "Line {0} of {1} {2}; {3}", DiagnosticSeverity.Error,
        "Nothing is compared until the file can be read. After a merge conflict, take one side and accept again.");

    public static readonly DiagnosticDescriptor SameIdentity = Rule(
        "GQ6010", "Two events have one contract", "{0} and '{1}' are versions of one event; keep the newer one, or give one of the two another action or major version", DiagnosticSeverity.Error,
        "A contract is known by topic, action and major version. Consumers of one major version read the newest shape.");

    public static readonly DiagnosticDescriptor SameAddress = Rule(
        "GQ6011", "A new major version needs an address of its own",
        "{0} goes to the exchange and routing key of {1}, so that the queues of the old version get messages that they cannot read; give it another action, such as '{2}'",
        DiagnosticSeverity.Warning, "A major version protects nobody by itself: queues are bound by exchange and routing key.");

    public static readonly DiagnosticDescriptor Opaque = Rule(
        "GQ6012", "A part of the event is opaque to its contract", "'{0}' of {1} is opaque to the contract, which does not see its changes; give it a type that the generator reads", DiagnosticSeverity.Info,
        "Own converters and JSON contexts, object, JsonNode and extension data: only run time knows what they write.");

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity, string description, bool isAtEnd = false) => new(
        id: id,
        title: title,
        messageFormat: message,
        category: DiagnosticCategory.Contracts,
        defaultSeverity: severity,
        isEnabledByDefault: true,
        description: description,
        helpLinkUri: HelpLink.Rules + id + ".md",
        customTags: isAtEnd ? [WellKnownDiagnosticTags.CompilationEnd] : []);
}
