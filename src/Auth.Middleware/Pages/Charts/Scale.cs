namespace Auth.Pages.Charts;

/// <summary>Round numbers for the axes of charts.</summary>
internal static class Scale
{
    /// <summary>The least of 10, 20, 40, 60, 80 and their tenfolds that is not below a number; 10 at the least.</summary>
    public static long Above(long most)
    {
        for (long unit = 10; ; unit *= 10)
        {
            foreach (var step in (ReadOnlySpan<long>)[1, 2, 4, 6, 8])
            {
                if (unit * step >= most)
                {
                    return unit * step;
                }
            }
        }
    }
}
