using System.Text.Json.Serialization;
using GoQueue;

namespace Strict;

[GoQueueEvent("shapes", "record", "1.0")]
public sealed partial record AsRecord(int Id);

[GoQueueEvent("shapes", "struct", "1.0")]
public partial record struct AsStruct(int Id, string Text);

[GoQueueEvent("shapes", "readonly", "1.0")]
public readonly partial record struct AsReadonlyStruct(int Id, decimal Total);

[GoQueueEvent("shapes", "internal", "1.0")]
internal sealed partial record AsInternal(int Id);

public static partial class Groups
{
    [GoQueueEvent("shapes", "nested", "1.0")]
    public sealed partial record Nested(int Id);

    [GoQueueEvent("shapes", "nested.internal", "1.0")]
    internal sealed partial record NestedInternal(int Id, Nested? Other);
}

public abstract partial record Base(Guid Id, [property: JsonPropertyOrder(-1)] string Source)
{
    public virtual string? Note { get; init; }
}

[GoQueueEvent("shapes", "derived", "1.0")]
public sealed partial record Derived(Guid Id, string Source, int More) : Base(Id, Source)
{
    public override string? Note { get; init; }
}

public abstract record GenericBase<T>(T Item)
    where T : notnull;

[GoQueueEvent("shapes", "generic", "1.0")]
public sealed partial record OfGeneric(string Item) : GenericBase<string>(Item);

[GoQueueEvent("shapes", "open", "1.0")]
#pragma warning disable GQ1010, GQ1012 // open on purpose
public partial record Open(int Id);
#pragma warning restore GQ1010, GQ1012

[GoQueueEvent("shapes", "body", "1.0", Name = "Bodied", Priority = EventPriority.High)]
public sealed partial record WithBody
{
    public required Guid Id { get; init; }

    public string Text { get; init; } = "text";

    public IReadOnlyList<string> More { get; init; } = [];
}

[GoQueueEvent("shapes", "keywords", "1.0")]
public sealed partial record @event(int @class, string @string);

[GoQueueEvent("shapes", "by-reference", "1.0")]
public sealed partial record ByReference(in int Number, ref readonly long Other);

[GoQueueEvent("shapes", "empty", "1.0")]
public sealed partial record Nothing;

[Obsolete("Publish AsRecord.", DiagnosticId = "STRICT1")]
[GoQueueEvent("shapes", "old", "1.0")]
public sealed partial record Old(int Id);

[System.Diagnostics.CodeAnalysis.Experimental("STRICT2")]
[GoQueueEvent("shapes", "new", "1.0")]
public sealed partial record Brand(int Id);
