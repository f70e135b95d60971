using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Auth.Pages.Assets;

/// <summary>Serves the files of the pages. Their names change with what is in them, so browsers may keep them for ever.</summary>
internal static class PageAssetEndpoint
{
    public const string Route = "/assets/{file}";

    public static Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        if (PageAssets.Find(context.Request.RouteValues["file"] as string ?? "") is not { } asset)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        response.Headers[HeaderNames.ETag] = asset.ETag;
        response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        if (IsKnown(context.Request, asset))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(asset.Bytes, context.RequestAborted).AsTask();
    }

    private static bool IsKnown(HttpRequest request, PageAsset asset) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Select(known => known.Tag.Value).Any(value => value == "*" || value == asset.ETag);
}
