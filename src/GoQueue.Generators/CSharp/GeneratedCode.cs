namespace GoQueue.Generators.CSharp;

/// <summary>The attribute of generated code.</summary>
internal static class GeneratedCode
{
    /// <summary>The name in <see cref="Attribute"/>: analyzers see generated members too, and must not take them for the user's own.</summary>
    public const string Tool = "GoQueue.Generators";

    /// <summary>
    /// Written on every generated type, and on every member that is added to a type of the user's. Analyzers and coverage tools skip it, even if a
    /// project says <c>generated_code = false</c>. On a partial type it would also apply to the user's part.
    /// </summary>
    public const string Attribute = $"[global::System.CodeDom.Compiler.GeneratedCode(\"{Tool}\", null)]";
}
