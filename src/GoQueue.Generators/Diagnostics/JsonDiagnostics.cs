using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ3xxx: what of an event could not be written as JSON, or not be read back.</summary>
internal static class JsonDiagnostics
{
    private const string Cures = "give it a [JsonConverter], or name a serializer context of your own with [GoQueueEvent(…, JsonContext = typeof(…))]";

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        id: "GQ3001",
        title: "A member's type has no JSON",
        messageFormat: "The event '{0}' cannot be published: the member '{1}' is of type '{2}', which {3}; " + Cures,
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json could not write such a value, would lose it without a word, or could not read it back.",
        helpLinkUri: HelpLink.Rules + "GQ3001.md");

    public static readonly DiagnosticDescriptor InvalidConverter = new(
        id: "GQ3002",
        title: "A converter cannot be used",
        messageFormat: "The event '{0}' cannot be published: the converter of '{1}' {2}; name a concrete converter with a parameterless constructor that generated code may call, or name a serializer context of your own with [GoQueueEvent(…, JsonContext = typeof(…))]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated code makes converters by 'new'; without reflection there is no other way.",
        helpLinkUri: HelpLink.Rules + "GQ3002.md");

    public static readonly DiagnosticDescriptor PublicField = new(
        id: "GQ3003",
        title: "A public field would not be published",
        messageFormat: "The event '{0}' would lose the public field '{1}'; make it a property, or mark it [JsonInclude] to publish it or [JsonIgnore] to leave it out",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json leaves fields out without a word.",
        helpLinkUri: HelpLink.Rules + "GQ3003.md");

    public static readonly DiagnosticDescriptor NameCollision = new(
        id: "GQ3004",
        title: "Two members have one JSON name",
        messageFormat: "The event '{0}' cannot be published: '{1}' and '{2}' both have the JSON name '{3}'; give one of them another name with [JsonPropertyName], or leave it out with [JsonIgnore]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3004.md");

    public static readonly DiagnosticDescriptor UnboundParameter = new(
        id: "GQ3005",
        title: "A constructor parameter has no member",
        messageFormat: "The event '{0}' could not be read back: the constructor of '{1}' takes '{2}', and no member has that name and the type '{3}'; name the parameter after a member of its type, or choose another constructor with [JsonConstructor]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is read.",
        helpLinkUri: HelpLink.Rules + "GQ3005.md");

    public static readonly DiagnosticDescriptor UnusableConstructor = new(
        id: "GQ3006",
        title: "No constructor can be chosen",
        messageFormat: "The event '{0}' could not be read back: '{1}' {2}; mark one constructor with [JsonConstructor]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json takes the marked constructor, else the public parameterless one, else the only public one.",
        helpLinkUri: HelpLink.Rules + "GQ3006.md");

    public static readonly DiagnosticDescriptor AbstractType = new(
        id: "GQ3007",
        title: "An abstract type names no derived types",
        messageFormat: "The event '{0}' could not be read back: the member '{1}' is of the abstract type '{2}', which names no derived types; add [JsonDerivedType] for each to it, or " + Cures,
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Without a discriminator a consumer cannot know what to make of the value, and members of derived types would be lost.",
        helpLinkUri: HelpLink.Rules + "GQ3007.md");

    public static readonly DiagnosticDescriptor IgnoredRequired = new(
        id: "GQ3008",
        title: "A required member is ignored",
        messageFormat: "The event '{0}' could not be read back: '{1}' is required and ignored; remove one of the two",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3008.md");

    public static readonly DiagnosticDescriptor InvalidIgnoreCondition = new(
        id: "GQ3010",
        title: "A condition cannot apply",
        messageFormat: "The event '{0}' cannot be published: '{1}' is of type '{2}', which is never null, and is to be left out when it is; use JsonIgnoreCondition.WhenWritingDefault, or declare it nullable",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3010.md");

    public static readonly DiagnosticDescriptor UnsupportedKey = new(
        id: "GQ3011",
        title: "A dictionary's keys have no text",
        messageFormat: "The event '{0}' cannot be published: the member '{1}' is of type '{2}', which {3}; use keys of a built-in type or an enum, a list of pairs, or " + Cures,
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "In JSON a key is a text. System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3011.md");

    public static readonly DiagnosticDescriptor InvalidExtensionData = new(
        id: "GQ3009",
        title: "Extension data cannot be used",
        messageFormat: "The event '{0}' cannot be published: the extension data '{1}' {2}; {3}",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is sent, or write a JsonObject in a way that is no JSON.",
        helpLinkUri: HelpLink.Rules + "GQ3009.md");

    public static readonly DiagnosticDescriptor InvalidContext = new(
        id: "GQ3012",
        title: "A JSON context cannot be used",
        messageFormat: "The JSON context '{1}' of the event '{0}' {2}; name a partial class that derives from JsonSerializerContext and carries [JsonSerializable(typeof({0}))]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The event is written with this context's metadata, under the JSON settings of the event's assembly.",
        helpLinkUri: HelpLink.Rules + "GQ3012.md");

    public static readonly DiagnosticDescriptor InvalidSettings = new(
        id: "GQ3013",
        title: "A JSON setting cannot apply",
        messageFormat: "The JSON settings of the assembly cannot be kept: {0}",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json has conditions that only a single member can have, and settings outside of its enums mean nothing.",
        helpLinkUri: HelpLink.Rules + "GQ3013.md");

    public static readonly DiagnosticDescriptor UntypedMember = new(
        id: "GQ3014",
        title: "A member holds untyped values",
        messageFormat: "The member '{1}' of the event '{0}' holds values of type 'object': a value that is neither a JSON primitive nor of a type that an event declares cannot be published; declare its type, or use JsonNode",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A consumer cannot know the shape of such a member, and the compiler cannot check it.",
        helpLinkUri: HelpLink.Rules + "GQ3014.md");

    public static readonly DiagnosticDescriptor InvalidName = new(
        id: "GQ3015",
        title: "A JSON name is no text",
        messageFormat: "The event '{0}' cannot be published: the JSON name of '{1}' holds half of a surrogate pair; give it a name that is whole",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Such a name has no UTF-8. System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3015.md");

    public static readonly DiagnosticDescriptor ForeignMembers = new(
        id: "GQ3016",
        title: "The members of a type must be visible to this generator",
        messageFormat: "The event '{0}' cannot be published: {3}",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generators do not see each other's output. The type would be published as '{}', or without some of its members.",
        helpLinkUri: HelpLink.Rules + "GQ3016.md");

    public static readonly DiagnosticDescriptor LostValue = new(
        id: "GQ3017",
        title: "A value must survive reading",
        messageFormat: "The event '{0}' could not be read back: the value of '{1}' would be lost, because {2}; {3}, or leave it out with [JsonIgnore]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json writes the value and silently drops it when it reads.",
        helpLinkUri: HelpLink.Rules + "GQ3017.md");

    public static readonly DiagnosticDescriptor NotPopulated = new(
        id: "GQ3018",
        title: "A member that is populated must allow it",
        messageFormat: "The event '{0}' could not be read back: '{1}' cannot be populated, because {2}; remove [JsonObjectCreationHandling], or {3}",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is read.",
        helpLinkUri: HelpLink.Rules + "GQ3018.md");

    public static readonly DiagnosticDescriptor NumberHandling = new(
        id: "GQ3019",
        title: "Number handling needs a number",
        messageFormat: "The event '{0}' cannot be published: '{1}' is marked [JsonNumberHandling], and its type '{2}' is neither a number nor a collection of numbers; remove the attribute",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3019.md");

    public static readonly DiagnosticDescriptor InvalidDerivedTypes = new(
        id: "GQ3020",
        title: "Derived types contradict each other",
        messageFormat: "The event '{0}' cannot be published: the derived types of '{1}' {2}; {3}",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "System.Text.Json would throw when the first message is sent.",
        helpLinkUri: HelpLink.Rules + "GQ3020.md");

    public static readonly DiagnosticDescriptor ObsoleteMember = new(
        id: "GQ3021",
        title: "A published member must be usable",
        messageFormat: "The event '{0}' cannot be published: '{1}' is marked [Obsolete] with an error, and generated code reads it; make it a warning with [Obsolete(\"…\")], or leave it out with [JsonIgnore]",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The compiler reports CS0619 for each use of such a member in code that is not obsolete itself.",
        helpLinkUri: HelpLink.Rules + "GQ3021.md");

    public static readonly DiagnosticDescriptor NotReadBack = new(
        id: "GQ3022",
        title: "A value should be readable",
        messageFormat: "The event '{0}' is not read back as it was written: '{1}' {2}; {3}",
        category: DiagnosticCategory.Json,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The event can be published, and consumers in other languages can read it. System.Text.Json throws, or gives another value, when it reads it.",
        helpLinkUri: HelpLink.Rules + "GQ3022.md");
}
