namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>One value of each axis: an event with one member that matters.</summary>
internal sealed record Cell(MemberType Type, MemberAttribute Attribute, EventShape Shape, AttributeTarget Target, NullableContext Context, EventAccess Access)
{
    private static readonly string[] s_axes = ["type", "attribute", "shape", "target", "nullable", "access"];

    /// <summary>Whether C# admits the combination, and the attribute means something on the type.</summary>
    public bool IsPossible =>
        Attribute.ValuesFor(Type) is not null
        && (Attribute.FitsParameter || Attribute.Code.Length == 0 || Target != AttributeTarget.Parameter)
        && (Context != NullableContext.Disable || !(Type.IsReference && Type.IsAnnotated))
        && (Target is not (AttributeTarget.Override or AttributeTarget.Overridden) || Shape is EventShape.Derived or EventShape.GenericBase)

        // The error of an overriding member that is less obsolete than its base is the compiler's.
        // A struct's property with an initializer needs a constructor, which the positional one is: nothing is excluded
        // for structs.
        && !(Attribute.Code.StartsWith("System.", StringComparison.Ordinal) && Target is AttributeTarget.Override or AttributeTarget.Overridden);

    /// <summary>The rule that refuses to compile the cell; null if it can be published.</summary>
    public string? Refusal =>

        // Attributes of JSON are not inherited: on an overridden property they have no effect.
        Target == AttributeTarget.Overridden && Attribute.Code.StartsWith("Json", StringComparison.Ordinal) ? Type.Refusal

        // A struct is made by its constructor without parameters, and populated.
        : Shape is EventShape.RecordStruct or EventShape.ReadonlyRecordStruct && Attribute.Code.Contains("Populate", StringComparison.Ordinal) ? null
        : Attribute.ValuesFor(Type)?.Refusal;

    /// <summary>The 15 pairs of values.</summary>
    public IEnumerable<string> Pairs
    {
        get
        {
            var values = new[] { Type.ToString(), Attribute.ToString(), Shape.ToString(), Target.ToString(), Context.ToString(), Access.ToString() };
            for (var i = 0; i < values.Length; i++)
            {
                for (var j = i + 1; j < values.Length; j++)
                {
                    yield return $"{s_axes[i]} {values[i]} × {s_axes[j]} {values[j]}";
                }
            }
        }
    }

    public override string ToString() => $"{Type} | {Attribute} | {Shape} | {Target} | {Context} | {Access}";
}
