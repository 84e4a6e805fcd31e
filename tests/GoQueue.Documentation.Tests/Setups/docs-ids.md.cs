global using Vogen;

namespace Vogen
{
    /// <summary>The attribute of Vogen.</summary>
    [AttributeUsage(AttributeTargets.Struct)]
    public sealed class ValueObjectAttribute<T> : Attribute;
}

namespace Shared
{
    /// <summary>A struct of another assembly.</summary>
    public readonly record struct ParcelId(long Value);
}

/// <summary>What Vogen writes.</summary>
public readonly partial struct CustomerId
{
    private readonly Guid _value;

    private CustomerId(Guid value) => _value = value;

    public Guid Value => _value;

    public static CustomerId From(Guid value) => new(value);
}
