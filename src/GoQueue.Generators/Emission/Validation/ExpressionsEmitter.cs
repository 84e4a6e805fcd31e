using System.Globalization;
using GoQueue.Generators.CSharp;
using GoQueue.Generators.Models.Validation;

namespace GoQueue.Generators.Emission.Validation;

/// <summary>Writes where validation finds its regular expressions.</summary>
internal static class ExpressionsEmitter
{
    private const string Regex = "global::System.Text.RegularExpressions.Regex";

    public static string NameOf(ValidationModel model, PatternModel pattern)
    {
        for (var i = 0; i < model.Expressions.Count; i++)
        {
            if (model.Expressions[i].Pattern == pattern)
            {
                return NameOf(i);
            }
        }

        throw new InvalidOperationException($"The model has no expression '{pattern.Pattern}'.");
    }

    // A class of its own: the expressions are built when the first value is checked, not when the event is first named.
    public static void Write(CodeWriter writer, ValidationModel model)
    {
        if (model.Expressions.IsEmpty)
        {
            return;
        }

        writer.Line().Open("private static class Expressions");
        for (var i = 0; i < model.Expressions.Count; i++)
        {
            Write(writer, model.Expressions[i], NameOf(i));
        }

        writer.Close();
    }

    private static void Write(CodeWriter writer, ExpressionModel expression, string name)
    {
        if (expression.Member is not { } member)
        {
            var timeout = expression.Pattern.TimeoutMilliseconds;
            var text = timeout < 0
                ? $"{Regex}.InfiniteMatchTimeout"
                : $"global::System.TimeSpan.FromMilliseconds({timeout.ToString(CultureInfo.InvariantCulture)})";
            writer.Line($"internal static readonly {Regex} {name} =").Indent();
            writer.Line($"new({Literal.Of(expression.Pattern.Pattern)}, global::System.Text.RegularExpressions.RegexOptions.None, {text});").Unindent();
        }
        else if (expression.IsAccessible)
        {
            writer.Line($"internal static {Regex} {name} => {expression.DeclaringType}.{member}{(expression.IsProperty ? "" : "()")};");
        }
        else
        {
            writer.Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.StaticMethod, Name = \"{(expression.IsProperty ? "get_" : "")}{member}\")]");
            writer.Line($"private {expression.AccessorModifiers} {Regex} Declared{name}({expression.DeclaringType} declaringType);").Line();
            writer.Line($"internal static {Regex} {name} => Declared{name}(default!);");
        }
    }

    private static string NameOf(int index) => "Pattern" + index.ToString(CultureInfo.InvariantCulture);
}
