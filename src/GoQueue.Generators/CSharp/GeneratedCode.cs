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

    /// <summary>
    /// The id of the error that <c>[Obsolete(…, true)]</c> raises. Among the raised ids of a file it stands for all such symbols: no
    /// <c>#pragma</c> silences it, and code that is obsolete itself does not raise it.
    /// </summary>
    public const string ObsoleteError = "CS0619";

    /// <summary>Makes code obsolete that names what nothing else may use.</summary>
    public const string Obsolete = "[global::System.Obsolete]";
}
