namespace GoQueue.Generators.Tests.Contracts.Readers;

/// <summary>How a consumer was written for a shape.</summary>
internal enum ConsumerClass
{
    /// <summary>With the publisher's types: enums, derived types, null where the contract has it.</summary>
    Typed,

    /// <summary>With wider types: text for enums, decimal for integers, the base type alone.</summary>
    Loose,

    /// <summary>As <see cref="Typed"/>, but it relies on members that may be absent.</summary>
    Careless,
}
