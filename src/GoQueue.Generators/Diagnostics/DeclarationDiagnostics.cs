using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ1xxx: what is wrong with an event's own declaration.</summary>
internal static class DeclarationDiagnostics
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        id: "GQ1001",
        title: "An event must be partial",
        messageFormat: "The event '{0}' is not partial; add the modifier 'partial' so that its publisher can be generated",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generator writes another part of the type.",
        helpLinkUri: HelpLink.Rules + "GQ1001.md");

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        id: "GQ1002",
        title: "The types around an event must be partial",
        messageFormat: "The type '{0}' contains the event '{1}' and is not partial; add the modifier 'partial' to it",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generator writes another part of the event, and with it of every type around it.",
        helpLinkUri: HelpLink.Rules + "GQ1002.md");

    public static readonly DiagnosticDescriptor InvalidTopic = new(
        id: "GQ1003",
        title: "The topic must have 1 to 255 bytes",
        messageFormat: "The topic of '{0}' {1}; give it 1 to 255 bytes of UTF-8 without control characters, or leave it out to use the publisher's default exchange",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A topic is the name of an exchange, which AMQP 0-9-1 sends as a short string.",
        helpLinkUri: HelpLink.Rules + "GQ1003.md");

    public static readonly DiagnosticDescriptor InvalidAction = new(
        id: "GQ1004",
        title: "The action must have 1 to 255 bytes",
        messageFormat: "The action of '{0}' {1}; give it 1 to 255 bytes of UTF-8 without control characters",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An action is a routing key, which AMQP 0-9-1 sends as a short string.",
        helpLinkUri: HelpLink.Rules + "GQ1004.md");

    public static readonly DiagnosticDescriptor WildcardInAction = new(
        id: "GQ1005",
        title: "An action has no wildcards",
        messageFormat: "The action of '{0}' contains '{1}', which only a binding may; name the action without it",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "In the routing key of a message, * and # are ordinary characters that no binding can mean: such a message reaches only queues that take everything.",
        helpLinkUri: HelpLink.Rules + "GQ1005.md");

    public static readonly DiagnosticDescriptor EmptyWordInAction = new(
        id: "GQ1006",
        title: "An action has no empty words",
        messageFormat: "The action of '{0}' has an empty word; write words separated by single dots",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A routing key is a list of words; an empty one comes from a dot too many and matches nothing that was meant.",
        helpLinkUri: HelpLink.Rules + "GQ1006.md");

    public static readonly DiagnosticDescriptor InvalidVersion = new(
        id: "GQ1007",
        title: "The version must be major.minor or major.minor.patch",
        messageFormat: "The version of '{0}' {1}; write major.minor or major.minor.patch without leading zeros, as \"1.0\"",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Consumers compare versions as numbers.",
        helpLinkUri: HelpLink.Rules + "GQ1007.md");

    public static readonly DiagnosticDescriptor ReservedTopic = new(
        id: "GQ1008",
        title: "The prefix 'amq.' is reserved",
        messageFormat: "The topic of '{0}' begins with 'amq.', which RabbitMQ reserves for exchanges it declares itself; choose another name unless you mean one of those",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A broker refuses to declare an exchange with this prefix.",
        helpLinkUri: HelpLink.Rules + "GQ1008.md");

    public static readonly DiagnosticDescriptor WildcardInTopic = new(
        id: "GQ1024",
        title: "A topic has no wildcards",
        messageFormat: "The topic of '{0}' contains '{1}', which is an ordinary character in the name of an exchange; name the exchange without it",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A topic is the name of one exchange. The wildcards * and # have a meaning in the binding keys of consumers alone.",
        helpLinkUri: HelpLink.Rules + "GQ1024.md");

    public static readonly DiagnosticDescriptor DuplicateEvent = new(
        id: "GQ1009",
        title: "Topic, action and version must be unique",
        messageFormat: "The events '{0}' and '{1}' have the same topic, action and version; change one of them, or its version",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A consumer could not tell the two events apart. Versions are compared as numbers: 1.0 and 1.0.0 are equal.",
        helpLinkUri: HelpLink.Rules + "GQ1009.md");

    public static readonly DiagnosticDescriptor DuplicateOfReference = new(
        id: "GQ1010",
        title: "Topic, action and version are taken by a referenced assembly",
        messageFormat: "The event '{0}' has the same topic, action and version as '{1}' of the referenced assembly '{2}'; change one of them, or publish the other one",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A consumer could not tell the two events apart.",
        helpLinkUri: HelpLink.Rules + "GQ1010.md");

    public static readonly DiagnosticDescriptor DuplicateInReferences = new(
        id: "GQ1011",
        title: "Two referenced assemblies declare the same event",
        messageFormat: "The events '{0}' of the assembly '{1}' and '{2}' of the assembly '{3}' have the same topic, action and version; change one of them where it is declared",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A consumer could not tell the two events apart.",
        helpLinkUri: HelpLink.Rules + "GQ1011.md",
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor FileLocal = new(
        id: "GQ1012",
        title: "An event cannot be file-local",
        messageFormat: "The event '{0}' is local to its file, where no generated code can reach it; remove the modifier 'file'",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A file-local type cannot have a part in a generated file.",
        helpLinkUri: HelpLink.Rules + "GQ1012.md");

    public static readonly DiagnosticDescriptor Generic = new(
        id: "GQ1013",
        title: "An event cannot be generic",
        messageFormat: "The event '{0}' is generic or stands in a generic type; declare one event for each shape that is published",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "One topic, action and version stands for one shape of data.",
        helpLinkUri: HelpLink.Rules + "GQ1013.md");

    public static readonly DiagnosticDescriptor RefStruct = new(
        id: "GQ1014",
        title: "An event cannot be a ref struct",
        messageFormat: "The event '{0}' is a ref struct, which cannot wait for a confirm on the heap; make it a record or a record struct",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A publish outlives the stack frame that made the event.",
        helpLinkUri: HelpLink.Rules + "GQ1014.md");

    public static readonly DiagnosticDescriptor Inaccessible = new(
        id: "GQ1015",
        title: "An event must be public or internal",
        messageFormat: "The event '{0}' is {1}, where its generated publisher cannot see it; make it and the types around it public or internal",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The publish method is an extension method beside the event.",
        helpLinkUri: HelpLink.Rules + "GQ1015.md");

    public static readonly DiagnosticDescriptor NotARecord = new(
        id: "GQ1016",
        title: "An event must be a record",
        messageFormat: "The event '{0}' is not a record; declare it as a partial record or a partial record struct",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Events are values: equal when their members are, copied by with expressions.",
        helpLinkUri: HelpLink.Rules + "GQ1016.md");

    public static readonly DiagnosticDescriptor NotSealed = new(
        id: "GQ1017",
        title: "An event should be sealed",
        messageFormat: "The event '{0}' is not sealed, and the publisher refuses instances of derived types because their members would be lost; seal it",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What is serialized is the declared type.",
        helpLinkUri: HelpLink.Rules + "GQ1017.md");

    public static readonly DiagnosticDescriptor Mutable = new(
        id: "GQ1018",
        title: "An event should not change",
        messageFormat: "The member '{1}' of the event '{0}' can be changed while the event is being published; make it {2}",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A publish may serialize the event again, at a later time and on another thread.",
        helpLinkUri: HelpLink.Rules + "GQ1018.md");

    public static readonly DiagnosticDescriptor SamePublishName = new(
        id: "GQ1019",
        title: "Publish methods of one namespace must differ",
        messageFormat: "The events '{0}' and '{1}' of one namespace would both be published by 'Publish{2}Async'; set Name on one of them",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A call with a target-typed new would be ambiguous.",
        helpLinkUri: HelpLink.Rules + "GQ1019.md");

    public static readonly DiagnosticDescriptor SamePublishNameElsewhere = new(
        id: "GQ1020",
        title: "Publish methods of two namespaces are equal",
        messageFormat: "The events '{0}' and '{1}' are both published by 'Publish{2}Async', which is ambiguous in a file that uses both namespaces; set Name on one of them to tell them apart",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A call with a target-typed new is ambiguous where both namespaces are used.",
        helpLinkUri: HelpLink.Rules + "GQ1020.md");

    public static readonly DiagnosticDescriptor AbstractWithoutDerivedTypes = new(
        id: "GQ1021",
        title: "An abstract event needs derived types",
        messageFormat: "The event '{0}' is abstract and declares no derived types, so there is nothing to publish; remove 'abstract', or declare its shapes with [JsonDerivedType]",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An abstract type has no instances of its own.",
        helpLinkUri: HelpLink.Rules + "GQ1021.md");

    public static readonly DiagnosticDescriptor InvalidName = new(
        id: "GQ1022",
        title: "The name must be an identifier",
        messageFormat: "The name \"{1}\" of the event '{0}' cannot stand in 'Publish{{Name}}Async'; use letters, digits and underscores only",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The name becomes part of a method's name.",
        helpLinkUri: HelpLink.Rules + "GQ1022.md");

    public static readonly DiagnosticDescriptor InvalidCatalog = new(
        id: "GQ1023",
        title: "A catalog must be a static partial class",
        messageFormat: "The catalog '{0}' {1}; declare it as a non-generic static partial class with a name of its own",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generator adds All and JsonContext to it, and a class cannot have a member of its own name.",
        helpLinkUri: HelpLink.Rules + "GQ1023.md");

    public static readonly DiagnosticDescriptor WrittenByHand = new(
        id: "GQ1025",
        title: "Only the generator implements IGoQueueEvent",
        messageFormat: "'{0}' implements IGoQueueEvent by hand and cannot be published; remove the interface, and declare the type as a partial record with [GoQueueEvent]",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An event needs the descriptor that the generator writes: topic, JSON and validation.",
        helpLinkUri: HelpLink.Rules + "GQ1025.md");

    public static readonly DiagnosticDescriptor InvalidValue = new(
        id: "GQ1026",
        title: "A type that is written as its value has one",
        messageFormat: "'{0}' is marked with [GoQueueValue] and {1}; declare it like 'readonly record struct {0}(Guid Value)', or remove the mark",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Such a type is a struct with one property (a string, Guid, integer or decimal), a constructor that takes it, and no converter of its own.",
        helpLinkUri: HelpLink.Rules + "GQ1026.md");

    public static readonly DiagnosticDescriptor ValueSuggested = new(
        id: "GQ1027",
        title: "A type with one value can be written as this value",
        messageFormat: "'{0}' holds one value, and '{1}' cannot be {2} while it is written as an object; mark '{0}' with [GoQueueValue], or write [assembly: GoQueueValue(typeof({0}))]",
        category: DiagnosticCategory.Declaration,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Without the mark the type is an object in JSON, and no key or header can carry it.",
        helpLinkUri: HelpLink.Rules + "GQ1027.md");
}
