namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>The axis "declaration of the event".</summary>
internal enum EventShape
{
    Record,
    RecordStruct,
    ReadonlyRecordStruct,

    /// <summary>Inside of a static class.</summary>
    Nested,

    /// <summary>Derived from a record; the member is the event's own.</summary>
    Derived,

    /// <summary>Derived from a record that has the member.</summary>
    InheritedMember,

    /// <summary>Derived from a generic record whose type argument is the member's type.</summary>
    GenericBase,
}
