using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Models.Routing;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Models;

/// <summary>
/// Everything the emitters need to know of one event. Nothing from Roslyn and nothing positional is in it: two runs over equal
/// declarations give equal models, and equal models are not printed again.
/// </summary>
internal sealed record EventModel
{
    /// <summary>The type and where it stands.</summary>
    public required TypeDeclarationModel Type { get; init; }

    /// <summary>The namespace of the per-assembly types, <c>GoQueue.Generated.Shop_Events</c>.</summary>
    public required string GeneratedNamespace { get; init; }

    /// <summary>The name in <c>Publish{Name}Async</c>; always an identifier.</summary>
    public required string Name { get; init; }

    public required string? Topic { get; init; }

    /// <summary>The declared action; null only where the event is broken.</summary>
    public required string? Action { get; init; }

    /// <summary>The declared version; null only where the event is broken.</summary>
    public required string? Version { get; init; }

    public required bool Validates { get; init; }

    public required bool AllowsEmptyWords { get; init; }

    public required bool AllowsDotsInValues { get; init; }

    /// <summary>Whether a base type is an event as well, so that the type inherits that event's run-time descriptor.</summary>
    public required bool DerivesFromEvent { get; init; }

    /// <summary>Whether the publish methods have overloads with the token in second place: from C# 13 on.</summary>
    public required bool HasTokenOverloads { get; init; }

    /// <summary>The name of the EventPriority member.</summary>
    public required string Priority { get; init; }

    /// <summary>The user's own JSON context, fully qualified, or null.</summary>
    public required string? JsonContext { get; init; }

    /// <summary>
    /// Whether logs show nothing of the body: all of it is sensitive, or a part of it that the user's own JSON context cannot mask.
    /// </summary>
    public required bool HidesBody { get; init; }

    /// <summary>The members whose constructor argument reaches the property unchanged; <c>Shop.Line:Sku</c> for those of records inside of the event.</summary>
    public required EquatableArray<string> DirectMembers { get; init; }

    /// <summary>Attributes that the publish method takes over ([Obsolete], [Experimental]), without brackets.</summary>
    public required EquatableArray<string> InheritedAttributes { get; init; }

    /// <summary>Whether the event or a type around it is marked [Obsolete].</summary>
    public required bool IsObsolete { get; init; }

    /// <summary>Whether [Obsolete] makes each use of the event an error. An attribute of the assembly cannot name it then.</summary>
    public required bool IsObsoleteError { get; init; }

    /// <summary>Ids of diagnostics that using the event raises and generated code must silence ([Experimental], [Obsolete]).</summary>
    public required EquatableArray<string> RaisedDiagnostics { get; init; }

    /// <summary>What can be generated of it: an event with an error gets a stub.</summary>
    public required EventHealth Health { get; init; }

    /// <summary>The types its JSON consists of; null where the event is broken or has a JSON context of its own.</summary>
    public required JsonGraphModel? Json { get; init; }

    /// <summary>Its rules; null where the event is broken or has none.</summary>
    public required ValidationModel? Validation { get; init; }

    /// <summary>What its members do to routing key, headers and ToString; null where the event is broken.</summary>
    public required RoutingModel? Routing { get; init; }
}
