using System.Globalization;
using System.Text;
using GoQueue.Throughput.Columns;
using GoQueue.Throughput.Measuring;

namespace GoQueue.Throughput.Reporting;

/// <summary>Confirmed messages per second as bars, in SVG that reads on light and dark pages.</summary>
internal static class BarChart
{
    private const int RowHeight = 34;
    private const int LabelWidth = 330;
    private const int BarWidth = 420;

    public static string Draw(IEnumerable<Results.Entry> columns)
    {
        Results.Entry[] bars = [.. columns];
        double longest = bars.Max(static bar => bar.Measured.PerSecond);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{LabelWidth + BarWidth + 110}\" height=\"{(bars.Length * RowHeight) + 10}\" font-family=\"sans-serif\" font-size=\"13\">\n");
        for (int i = 0; i < bars.Length; i++)
        {
            (Cell cell, Measurement measured) = bars[i];
            int y = (i * RowHeight) + 8;
            double width = BarWidth * measured.PerSecond / longest;
            string color = cell.Column is ColumnNames.Pipeline or ColumnNames.Transport ? "#2f7ed8" : "#999999";
            svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"{LabelWidth - 10}\" y=\"{y + 16}\" text-anchor=\"end\" fill=\"#777777\">{ColumnNames.Title(cell.Column)}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"  <rect x=\"{LabelWidth}\" y=\"{y}\" width=\"{width:0.#}\" height=\"22\" fill=\"{color}\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"  <text x=\"{LabelWidth + width + 8:0.#}\" y=\"{y + 16}\" fill=\"#777777\">{measured.PerSecond:N0}/s</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
