namespace GoQueue;

/// <summary>
/// Has values of a struct written as the one value in them: <c>[GoQueueValue] public readonly record struct OrderId(Guid Value);</c> is a
/// string in JSON and a word in routing keys. Holds for members, elements, keys of dictionaries, nullable values, action templates, ordering
/// keys, headers and the rules on a member. The struct has one instance property (a string, Guid, integer or decimal), a constructor that
/// takes it, and no <c>[JsonConverter]</c>. For a type of another assembly:
/// <c>[assembly: GoQueueValue(typeof(OrderId))]</c>. Events of this assembly are written so; other code that reads them by
/// System.Text.Json needs a converter.
/// </summary>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class GoQueueValueAttribute : Attribute
{
    /// <summary>Marks the struct that carries the attribute.</summary>
    public GoQueueValueAttribute()
    {
    }

    /// <summary>Marks a struct of another assembly; only on the assembly.</summary>
    /// <param name="type">The struct; <c>typeof(Id&lt;&gt;)</c> for all that are made of a generic one.</param>
    public GoQueueValueAttribute(Type type) => Type = type;

    /// <summary>The struct; <see langword="null"/> if the attribute is on the struct itself.</summary>
    public Type? Type { get; }
}
