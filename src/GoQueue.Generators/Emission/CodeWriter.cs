using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace GoQueue.Generators.Emission;

/// <summary>
/// Writes indented source. Lines end with <c>\n</c> on every system: the same compilation gives the same bytes everywhere.
/// </summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new(4096);
    private int _indentation;

    /// <summary>Writes one or more lines, each at the present indentation; without text an empty line.</summary>
    public CodeWriter Line(string text = "")
    {
        var start = 0;
        while (true)
        {
            var end = text.IndexOf('\n', start);
            var length = (end < 0 ? text.Length : end) - start;
            if (length > 0 && text[start + length - 1] == '\r')
            {
                length--;
            }

            // Empty lines and preprocessor directives stand at the margin.
            if (length > 0)
            {
                _text.Append(' ', text[start] == '#' ? 0 : _indentation * 4).Append(text, start, length);
            }

            _text.Append('\n');
            if (end < 0)
            {
                return this;
            }

            start = end + 1;
        }
    }

    /// <summary>Writes the header, an opening brace, and indents what follows.</summary>
    public CodeWriter Open(string header)
    {
        Line(header);
        Line("{");
        _indentation++;
        return this;
    }

    /// <summary>Ends what <see cref="Open"/> began.</summary>
    /// <param name="suffix">What follows the brace: <c>;</c> or <c>,</c>.</param>
    public CodeWriter Close(string suffix = "")
    {
        _indentation--;
        return Line("}" + suffix);
    }

    /// <summary>Indents what follows, without a brace.</summary>
    public CodeWriter Indent()
    {
        _indentation++;
        return this;
    }

    /// <summary>Ends <see cref="Indent"/>.</summary>
    public CodeWriter Unindent()
    {
        _indentation--;
        return this;
    }

    public SourceText ToSourceText() => SourceText.From(_text.ToString(), Encoding.UTF8);

    public override string ToString() => _text.ToString();
}
